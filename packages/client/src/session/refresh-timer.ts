const LONGEST_LEAD = 30_000
const FIRST_RETRY = 2_000
const LONGEST_RETRY = 60_000
/** What `setTimeout` can hold; longer waits would fire at once. */
const LONGEST_WAIT = 2 ** 31 - 1

export interface RefreshTimer {
  /** Plans the refresh of a token that lives for `lifetime` milliseconds more. Replaces the former plan. */
  arm(lifetime: number): void
  /** Plans another try after one that the server did not answer: after 2 s, then twice as long each time, up to a minute. */
  retry(): void
  disarm(): void
  /** Disarms for good: later plans are not made. */
  close(): void
}

/**
 * Calls `onDue` a little before an access token ends: by up to 30 s or a fifth of its life, and up to as much again by chance, so that
 * neither tabs nor whole fleets of clients refresh in the same moment. Keeps no process alive.
 */
export function createRefreshTimer(onDue: () => void, random: () => number = Math.random): RefreshTimer {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isClosed = false

  function plan(wait: number): void {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(onDue, Math.min(Math.max(wait, 0), LONGEST_WAIT))
    if (typeof timer === 'object') timer.unref()
  }

  return {
    arm: (lifetime) => {
      failures = 0
      // The clocks cannot be trusted then. A call that is refused renews the token anyway.
      if (lifetime <= 0) return plan(LONGEST_RETRY)
      const lead = Math.min(LONGEST_LEAD, lifetime / 5)
      plan(lifetime - lead - lead * random())
    },
    retry: () => {
      const wait = Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY)
      failures += 1
      plan(wait / 2 + (wait / 2) * random())
    },
    disarm: () => {
      failures = 0
      clearTimeout(timer)
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
