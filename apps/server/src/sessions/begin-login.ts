import { AuthError } from '@latchkey/contract'
import type { MintedToken } from '@latchkey/tokens'
import type { Account } from '../accounts/account.ts'
import type { SessionsEnvironment } from './environment.ts'
import { epochBegun } from './epoch.ts'
import { outstandingOf } from './outstanding.ts'
import type { Client } from './session.ts'

/** How often a login waits for an epoch; it begins within a second, unless the clock that set it is ahead of ours. */
const MOST_WAITS = 3
/** Seconds. */
const LONGEST_RETRY_AFTER = 60

/** Where a login comes from, and how the token of it that is recorded is made. */
interface NewLogin {
  readonly client: Client
  /** Null for a login without a session: one with a sliding token. */
  readonly sessionId: string | null
  /** Claims that the record leaves out: SimpleJWT records a token before a serializer adds its own. */
  readonly unrecorded: readonly string[]
  mint(now: Date): MintedToken
}

/**
 * Mints a login's token and records it in one step with a last look at the account. Null if its hash has been replaced or it has been
 * deactivated since: what was checked then no longer holds. Throws `too_busy` where the account's logins have been ended in a future
 * that is further away than a moment: no token that is issued now would be good.
 */
export async function beginLogin(
  environment: SessionsEnvironment,
  account: Account,
  { client, sessionId, unrecorded, mint }: NewLogin,
): Promise<(MintedToken & { readonly at: Date }) | null> {
  const { store, accounts, blacklist: isRecorded, clock } = environment
  const { id, username, password } = account
  for (let waits = 0; ; waits += 1) {
    const at = clock()
    const minted = mint(at)
    const beginning = await store.begin({
      userId: id,
      password,
      at,
      token: outstandingOf(minted, id, unrecorded),
      session: sessionId === null ? null : { id: sessionId, client },
      isRecorded,
      event: {
        kind: 'login.succeeded',
        at,
        actor: `user:${id}`,
        userId: id,
        username,
        client,
        sessionId: isRecorded ? sessionId : null,
      },
    })
    if (beginning.kind === 'refused') return null
    if (beginning.kind === 'begun') {
      if (environment.updateLastLogin) await accounts.store.recordLogin(id, at)
      return { ...minted, at }
    }
    if (waits === MOST_WAITS) throw new AuthError('too_busy', { retryAfter: retryAfter(beginning.epoch, at) })
    await epochBegun(beginning.epoch, at)
  }
}

const retryAfter = (epoch: number, now: Date): number => Math.min(Math.max(Math.ceil(epoch - now.getTime() / 1000), 1), LONGEST_RETRY_AFTER)
