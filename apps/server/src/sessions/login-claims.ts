import { createHash } from 'node:crypto'
import type { Account, Profile } from '../accounts/account.ts'
import type { ExtraClaims, SessionsEnvironment } from './environment.ts'

/** SimpleJWT's `get_md5_hash_password`: the digest that CHECK_REVOKE_TOKEN compares. */
export const passwordDigest = (account: Pick<Account, 'password'>): string =>
  createHash('md5').update(account.password).digest('hex').toUpperCase()

/** The claims that a login adds to those of every token: the digest of the password, and the operator's own or the profile's. */
export async function loginClaims(
  { revokeClaim, claimsOf, accounts }: SessionsEnvironment,
  account: Account,
  { profileClaims }: { profileClaims: boolean },
): Promise<ExtraClaims> {
  const digest: ExtraClaims = revokeClaim === null ? [] : [[revokeClaim, passwordDigest(account)]]
  if (claimsOf) return [...digest, ...(await claimsOf(account))]
  return profileClaims ? [...digest, ...profileClaimsOf(account, await accounts.store.profileOf(account.id))] : digest
}

const profileClaimsOf = (account: Account, profile: Profile): ExtraClaims => [
  ['full_name', profile.fullName],
  ['username', account.username],
  ['email', account.email],
  ['bio', profile.bio],
  ['image', profile.image],
  ['verified', profile.verified],
]
