import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

const TASKS = '/proc/self/task'
const POOL_THREAD = 'libuv-worker'
/** The most there is: the event loop is to get a core at once when it has something to do. */
const NICENESS = 19

/**
 * Lets the threads that hash stand back behind the event loop, so that logins, however many, do not slow every other request.
 * On Linux alone, where threads have priorities of their own; elsewhere nothing happens. Call it once the threads exist.
 */
export function standBehindRequests(): void {
  if (process.platform !== 'linux') return
  for (const task of readdirSync(TASKS)) {
    if (readFileSync(`${TASKS}/${task}/comm`, 'utf8').trim() === POOL_THREAD) setPriority(Number(task), NICENESS)
  }
}
