import type { Identity } from '../accounts/account.ts'
import type { AuditRecord } from '../audit/audit-event.ts'
import type { Client } from './session.ts'

/** What the audit trail says of a logout; a token may name nobody. */
export const logoutOf = (
  account: Pick<Identity, 'id' | 'username'> | null,
  logout: { at: Date; client: Client; sessionId: string | null },
): AuditRecord => ({
  kind: 'logout',
  actor: account ? `user:${account.id}` : 'anonymous',
  userId: account?.id ?? null,
  username: account?.username ?? null,
  ...logout,
})
