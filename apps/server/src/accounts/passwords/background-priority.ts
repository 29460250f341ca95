import { setPriority } from 'node:os'

/** The most there is: the event loop is to get a core at once when it has something to do. */
const NICENESS = 19

/**
 * Lets the thread that calls this stand back behind the event loop, so that logins, however many, do not slow every other request.
 * On Linux alone, where threads have priorities of their own; elsewhere, or where it is forbidden, nothing happens.
 */
export function standBehindRequests(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(NICENESS)
  } catch {
    // To hash at the same priority is better than not to hash.
  }
}
