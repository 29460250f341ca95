import { hash, randomBytes } from 'node:crypto'
import { AuthError } from '@latchkey/contract'
import type { Account } from '../account.ts'
import type { EmailEnvironment } from './email.ts'
import type { MailLink } from './mailer.ts'
import type { OneTimeToken, Purpose } from './one-time-token-store.ts'

const TOKEN_BYTES = 32
const TOKEN_PATTERN = /^[\w-]{43}$/

const PAGES = { reset_password: 'resetPassword', verify_email: 'verifyEmail', change_email: 'verifyEmail' } as const

const sha256 = (text: string): string => hash('sha256', text)

/** A digest of what a token is bound to beside its account: another address or another hash, whoever wrote it, ends the token. */
const stateOf = ({ email, password }: Pick<Account, 'email' | 'password'>): string => sha256(JSON.stringify([email, password]))

/** Makes a token with which whoever reads `email` may do one thing to the account, once, for a while; its older siblings end. */
export async function issueOneTimeToken(
  { oneTimeTokens, lifetimes, clock }: EmailEnvironment,
  { purpose, account, email }: { purpose: Purpose; account: Account; email: string },
): Promise<MailLink> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const createdAt = clock()
  await oneTimeTokens.issue({
    digest: sha256(token),
    userId: account.id,
    purpose,
    email,
    accountState: stateOf(account),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lifetimes[purpose] * 1000),
  })
  return { page: PAGES[purpose], token, lifetime: lifetimes[purpose] }
}

/**
 * Looks a token up without spending it. Throws `one_time_token_not_valid` for every token that is not good now for one of these
 * purposes, whatever is wrong with it: its account may be inactive, too, or have changed since.
 */
export async function readOneTimeToken(
  { accounts, oneTimeTokens, clock }: EmailEnvironment,
  token: string,
  purposes: readonly Purpose[],
): Promise<{ token: OneTimeToken; account: Account }> {
  const found = TOKEN_PATTERN.test(token) ? await oneTimeTokens.find(sha256(token)) : null
  const isGood = found !== null && purposes.includes(found.purpose) && found.expiresAt > clock()
  const account = isGood ? await accounts.store.findById(found.userId) : null
  if (!isGood || !account?.isActive || stateOf(account) !== found.accountState) throw new AuthError('one_time_token_not_valid')
  return { token: found, account }
}
