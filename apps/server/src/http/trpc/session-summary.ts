import type { SessionSummary } from '@latchkey/contract'
import { deviceName } from '../../sessions/device-name.ts'
import type { Session } from '../../sessions/session.ts'

/** A session, as it is shown to the bearer of a token of the session `askingId`. */
export const toSummary = (session: Session, askingId: string | null): SessionSummary => ({
  id: session.id,
  device: deviceName(session.userAgent),
  ip: session.ip,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  current: session.id === askingId,
})
