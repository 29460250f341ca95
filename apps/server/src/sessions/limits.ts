/** How long a session may last, in seconds; null for as long as its refresh tokens are renewed in time. */
export interface SessionLimits {
  /** From its beginning, whatever happens. */
  readonly lifetime: number | null
  /** From its last use. */
  readonly idle: number | null
}

interface SessionTimes {
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** Seconds after which a use of a session is worth writing down again. */
const NOTED_EVERY = 60

/** The last second of a session, since 1970, or null where it has no end of its own: no token of it lives longer. */
export const lastSecondOf = ({ createdAt }: Pick<SessionTimes, 'createdAt'>, { lifetime }: SessionLimits): number | null =>
  lifetime === null ? null : Math.floor(createdAt.getTime() / 1000) + lifetime

/** Whether a session has come to its end, or has not been used for too long. */
export function isOver(session: SessionTimes, limits: SessionLimits, now: Date): boolean {
  const end = lastSecondOf(session, limits)
  if (end !== null && end * 1000 <= now.getTime()) return true
  return limits.idle !== null && session.lastSeenAt.getTime() + limits.idle * 1000 <= now.getTime()
}

/** The moment before which a session must have been seen last, so that its use is noted now. */
export const noteBefore = ({ idle }: SessionLimits, now: Date): Date =>
  new Date(now.getTime() - Math.min(NOTED_EVERY, (idle ?? NOTED_EVERY) / 2) * 1000)

/** The moment until which nothing about a session that is used now needs to be looked at again. */
export function staysSo(session: SessionTimes, limits: SessionLimits, now: Date): Date {
  const end = lastSecondOf(session, limits)
  const noted = now.getTime() + now.getTime() - noteBefore(limits, now).getTime()
  return new Date(end === null ? noted : Math.min(noted, end * 1000))
}
