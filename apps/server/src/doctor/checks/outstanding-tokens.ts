import type { Examination } from '../environment.ts'
import { count, figure } from '../figures.ts'
import { note, ok, type Statement } from '../finding.ts'

/** Recorded refresh tokens, and how many of them are good for nothing any more. */
export async function checkOutstandingTokens({ store, tables, clock }: Examination): Promise<Statement[]> {
  if (!tables.has('token_blacklist_outstandingtoken') || !tables.has('token_blacklist_blacklistedtoken')) return []
  const { total, expired, ownerless, blacklisted } = await store.countOutstanding(clock())
  return [
    ok(
      `${count(total, 'recorded refresh token')}, of which ${figure(blacklisted)} blacklisted and ${figure(ownerless)} of deleted users.`,
      {
        data: { total, expired, ownerless, blacklisted },
      },
    ),
    ...(expired > 0
      ? [note(`${count(expired, 'recorded token')} expired: dead rows.`, { mend: 'Run `latchkey flushexpiredtokens` now and then.' })]
      : []),
  ]
}
