import { decodeUnverified } from '@latchkey/tokens'
import type { Examination } from '../environment.ts'
import { ok, type Statement, warning } from '../finding.ts'

const SAMPLE = 50

/** Whose words the REST face speaks, and whose tokens Django has issued lately. Only those that name users by their ids tell. */
export async function checkDialect({ tokens, store, tables, userIdField }: Examination): Promise<Statement[]> {
  if (tokens === null || typeof tokens === 'string' || userIdField !== 'id' || !tables.has('token_blacklist_outstandingtoken')) return []
  const claims = (await store.newestTokens(SAMPLE))
    // Those that were recorded here lack their signature.
    .filter((token) => token.split('.')[2])
    .map((token) => decodeUnverified(token)?.get(tokens.userIdClaim))
  const claim = claims.find((one) => typeof one === 'string' || typeof one === 'number')
  if (claim === undefined) return []
  const theirs = typeof claim === 'string' ? '5.5' : '5.2'
  const form = typeof claim === 'string' ? 'a text' : 'a number'
  if (theirs === tokens.dialect) return [ok(`Django's tokens name users by ${form}, as dialect ${theirs} does.`)]
  return [
    warning(`Django's tokens name users by ${form}, as dialect ${theirs} does, and not ${tokens.dialect}.`, {
      detail: 'Each side takes both; clients that read the token would see the difference.',
      mend: `Set LATCHKEY_DIALECT=${theirs}.`,
    }),
  ]
}
