/** What is limited, each with a counter of its own for every account or address that it is about. */
export const LIMIT_NAMES = ['login_account', 'login_address', 'login_device', 'registration', 'mail_account', 'mail_address'] as const
export type LimitName = (typeof LIMIT_NAMES)[number]

/**
 * So many attempts may be made at once. Each one is forgotten after its share of the window, so that as many come back in a window;
 * who goes on beyond that waits, twice as long from attempt to attempt, and never longer than the window: nobody is ever locked out.
 */
export interface Limit {
  readonly attempts: number
  /** Seconds. */
  readonly window: number
}

/** Null for what is not limited. */
export type LimitSettings = Readonly<Record<LimitName, Limit | null>>

/** The first wait of somebody who has mistyped a password too often, in milliseconds. All else waits until an attempt has come back. */
const WAIT_AFTER_TYPING = 30_000
const TYPED: readonly LimitName[] = ['login_account', 'login_device']

/**
 * A limit as its counter needs it; all in milliseconds. A counter is a bucket that leaks: an attempt fills in its share, which is the time
 * that the bucket takes to lose it again. While somebody has to wait it loses nothing, so that waits grow with every attempt.
 */
export interface Pace {
  readonly share: number
  /** Who fills in more than this has to wait … */
  readonly threshold: number
  /** … so long for the first share beyond it, and twice as long for every further one … */
  readonly firstWait: number
  /** … up to this. */
  readonly longestWait: number
  /** After so many doublings a wait is as long as it gets. */
  readonly doublings: number
  /** A bucket holds no more: it takes no longer to forget an endless attack than one that has reached the longest wait. */
  readonly most: number
}

export function paceOf(name: LimitName, { attempts, window }: Limit): Pace {
  const longestWait = window * 1000
  const share = Math.max(1, Math.floor(longestWait / attempts))
  const threshold = share * (attempts - 1)
  const firstWait = TYPED.includes(name) ? Math.min(WAIT_AFTER_TYPING, share) : share
  const doublings = Math.ceil(Math.log2(longestWait / firstWait))
  return { share, threshold, firstWait, longestWait, doublings, most: threshold + share * (doublings + 1) }
}
