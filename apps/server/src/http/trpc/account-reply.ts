import type { AccountExport, Account as AccountReply } from '@latchkey/contract'
import type { Account, Profile } from '../../accounts/account.ts'
import type { AccountData } from '../../accounts/export-account.ts'
import { toSummary } from './session-summary.ts'

export const toReply = (account: Account, profile: Profile): AccountReply => ({
  id: account.id,
  username: account.username,
  email: account.email,
  isStaff: account.isStaff,
  isSuperuser: account.isSuperuser,
  dateJoined: account.dateJoined.toISOString(),
  profile,
})

const textOf = (time: Date | null): string | null => time?.toISOString() ?? null

/** What is kept about an account, as its owner is given it in the session `askingId`. */
export const toExport = (data: AccountData, { askingId, now }: { askingId: string | null; now: Date }): AccountExport => ({
  exportedAt: now.toISOString(),
  account: {
    ...toReply(data.account, data.profile),
    firstName: data.account.firstName,
    lastName: data.account.lastName,
    isActive: data.account.isActive,
    lastLogin: textOf(data.account.lastLogin),
  },
  sessions: data.sessions.map((session) => ({
    ...toSummary(session, askingId),
    userAgent: session.userAgent,
    endedAt: textOf(session.endedAt),
    endReason: session.endReason,
  })),
  tokens: data.tokens.map((token) => ({
    jti: token.jti,
    issuedAt: textOf(token.issuedAt),
    expiresAt: token.expiresAt.toISOString(),
    spentAt: textOf(token.spentAt),
    sessionId: token.sessionId,
  })),
  events: data.events.map((event) => ({ ...event, at: event.at.toISOString(), details: { ...event.details } })),
})
