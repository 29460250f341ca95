import type { Examination } from '../environment.ts'
import { count } from '../figures.ts'
import { ok, type Statement, warning } from '../finding.ts'

/** Names that only their case tells apart. */
export async function checkLoginNames({ store }: Examination): Promise<Statement[]> {
  const { groups, accounts, examples } = await store.similarLogins()
  if (groups === 0) return [ok('No two login names differ only in case.')]
  return [
    warning(`${count(accounts, 'account')} with login names that differ from another only in case.`, {
      detail: `Here as in Django each is an account of its own: ${examples.join(', ')}${groups > examples.length ? ', …' : ''}`,
      data: { accounts },
    }),
  ]
}
