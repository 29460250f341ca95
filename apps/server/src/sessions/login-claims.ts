import { hash } from 'node:crypto'
import type { Account, Profile } from '../accounts/account.ts'
import type { ExtraClaims, SessionsEnvironment } from './environment.ts'

/** SimpleJWT's `get_md5_hash_password`: the digest that CHECK_REVOKE_TOKEN compares. */
export const passwordDigest = (account: Pick<Account, 'password'>): string => hash('md5', account.password).toUpperCase()

/** The claim that CHECK_REVOKE_TOKEN adds to the tokens of a login. */
export const digestClaims = ({ revokeClaim }: SessionsEnvironment, account: Account): ExtraClaims =>
  revokeClaim === null ? [] : [[revokeClaim, passwordDigest(account)]]

/** What a login's tokens say of the user: the operator's claims, or else those of the profile where the route has them. */
export async function personalClaims(
  { claimsOf, accounts }: SessionsEnvironment,
  account: Account,
  { profileClaims }: { profileClaims: boolean },
): Promise<ExtraClaims> {
  if (claimsOf) return claimsOf(account)
  return profileClaims ? profileClaimsOf(account, await accounts.store.profileOf(account.id)) : []
}

const profileClaimsOf = (account: Account, profile: Profile): ExtraClaims => [
  ['full_name', profile.fullName],
  ['username', account.username],
  ['email', account.email],
  ['bio', profile.bio],
  ['image', profile.image],
  ['verified', profile.verified],
]
