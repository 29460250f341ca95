import { newJti } from './new-jti.ts'

/** When a token begins and ends, in whole seconds since 1970. */
export interface Times {
  readonly issuedAt: number
  readonly expiresAt: number
}

/** What tells one token from another of the same login. */
export interface Stamp extends Times {
  readonly jti: string
}

/** The times of a token issued now that lives so many seconds. Fractions of the end are cut off, as Django does. */
export function timesFrom(now: Date, lifetime: number): Times {
  return { issuedAt: secondsAfter(now, 0), expiresAt: secondsAfter(now, lifetime) }
}

/** A fresh id with `timesFrom`. */
export function newStamp(now: Date, lifetime: number): Stamp {
  return { jti: newJti(now), issuedAt: secondsAfter(now, 0), expiresAt: secondsAfter(now, lifetime) }
}

export function secondsAfter(now: Date, seconds: number): number {
  return Math.floor((now.getTime() + seconds * 1000) / 1000)
}
