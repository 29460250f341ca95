/** What is known of the server's clock. All times are in milliseconds since 1970. */
export interface ServerClock {
  /** Reads the `Date` of a reply that has just arrived. */
  observe(reply: Response): void
  /** The local time at which the server's clock shows `serverTime`; null before the first observation. */
  localTime(serverTime: number): number | null
}

/** Good to a second and the way of a reply. Replies of another origin count only if it exposes their `Date`. */
export function createServerClock(): ServerClock {
  let ahead: number | null = null
  return {
    observe: (reply) => {
      const time = Date.parse(reply.headers.get('date') ?? '')
      if (!Number.isNaN(time)) ahead = time - Date.now()
    },
    localTime: (serverTime) => (ahead === null ? null : serverTime - ahead),
  }
}
