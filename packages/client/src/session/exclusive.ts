/** Runs tasks one after another, in the order in which they were asked for. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>

/** Milliseconds in which the other tabs hear what a task has done before it is their turn: their messages may come after the lock. */
const HANDOVER = 100

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * With a lock name, tasks of all tabs of this origin take turns (Web Locks); without one, or where the platform has no locks, those of
 * this client alone do.
 */
export function createExclusive(lockName: string | null): Exclusive {
  if (lockName !== null && typeof navigator !== 'undefined' && 'locks' in navigator) {
    const { locks } = navigator
    return <T>(task: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const turn = async (): Promise<void> => {
          await task().then(resolve, reject)
          await pause(HANDOVER)
        }
        locks.request(lockName, turn).catch(reject)
      })
  }
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
