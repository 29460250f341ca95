/** Runs tasks one after another, in the order in which they were asked for. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>

/**
 * With a lock name, tasks of all tabs of this origin take turns (Web Locks); without one, or where the platform has no locks, those of
 * this client alone do.
 */
export function createExclusive(lockName: string | null): Exclusive {
  if (lockName !== null && typeof navigator !== 'undefined' && 'locks' in navigator) {
    const { locks } = navigator
    return (task) => locks.request(lockName, task)
  }
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
