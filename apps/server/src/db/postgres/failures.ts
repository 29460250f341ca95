import { AuthError } from '@latchkey/contract'
import pg from 'pg'
import { reasonOf } from '../reason-of.ts'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const UNIQUE_VIOLATION = '23505'
const QUERY_CANCELED = '57014'
const LOCK_NOT_AVAILABLE = '55P03'
/** A full disk, one that is broken, and a server that may only be read. */
const UNWRITABLE = ['53100', '58030', '25006']
/** Failed connections, lack of resources, an operator's shutdown, trouble of the system, a server that may not write. */
const AWAY = /^(?:08|53|57P|58)|^25006$/
/** Seconds after which a new attempt makes sense. */
const RETRY_AFTER = 1

/** Whether somebody else's transaction was in the way, so that the same may succeed when it is done anew. */
export const isConflict = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK_DETECTED || isAdoptedMeanwhile(error))

/** Whether another transaction gave the same token of Django a session; begun anew, the unit finds it. */
const isAdoptedMeanwhile = ({ code, constraint }: pg.DatabaseError): boolean =>
  code === UNIQUE_VIOLATION && constraint === 'latchkey_session_token_pkey'

/** Whether a row breaks what the database keeps unique. */
export const isDuplicate = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION

/** What keeps the server from writing, in its own words; null if something else has failed. */
export function writeProblem(error: unknown): string | null {
  const reason = reasonOf(error)
  return reason instanceof pg.DatabaseError && UNWRITABLE.includes(reason.code ?? '') ? reason.message : null
}

/** What a caller is told of a query that failed, where it was not the query's fault. */
export function failureOf(error: unknown): unknown {
  // Only what the server says of a query comes as this class; else it was the connection that failed.
  if (!(error instanceof pg.DatabaseError)) return away(error)
  const code = error.code ?? ''
  if (code === QUERY_CANCELED || code === LOCK_NOT_AVAILABLE) return busy(error)
  return AWAY.test(code) ? away(error) : error
}

export const away = (cause: unknown): AuthError => new AuthError('unavailable', { retryAfter: RETRY_AFTER, cause })
export const busy = (cause: unknown): AuthError => new AuthError('too_busy', { retryAfter: RETRY_AFTER, cause })

const REASONS: Readonly<Record<string, string>> = {
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '42501': 'the user may not connect to that database',
  '53300': 'it has too many connections already',
  '57P03': 'it is starting up or shutting down',
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  ENOENT: 'a file that is named there does not exist',
}

/** Why a connection was not made, in words that tell no secret. */
export function connectProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = REASONS[code]
  if (known !== undefined) return known
  const said = error instanceof Error ? error.message : String(error)
  if (/timeout/i.test(said)) return 'it does not answer'
  return code === '' ? said : `${said} (${code})`
}
