import type { Account } from './accounts/account.ts'
import type { AccountStore, LoginField } from './accounts/account-store.ts'
import type { Config } from './config/config.ts'
import type { ClaimsFunction } from './config/users.ts'
import type { UserModel } from './db/user-model.ts'
import { customClaims } from './sessions/custom-claims.ts'
import type { ExtraClaims } from './sessions/environment.ts'

/** What bodies of a mount call the login name: what the operator says, or as Django does, the name of the login column. */
export const loginNameOf = (said: string | null, { columns, login }: UserModel): string => said ?? columns[login] ?? login

/** Where that name is looked for: in the column that is called so, or where it is looked for everywhere. */
export function loginFieldOf(said: string | null, { columns, login }: UserModel): LoginField {
  if (said !== null && said === columns.username) return 'username'
  return said !== null && said === columns.email ? 'email' : login
}

/** Computes the operator's claims from the row and the profile of the account that logs in. */
export function createClaims(
  claims: ClaimsFunction,
  { store, simpleJwt }: { store: AccountStore; simpleJwt: Config['simpleJwt'] },
): (account: Account) => Promise<ExtraClaims> {
  const { tokenTypeClaim, jtiClaim, userIdClaim, slidingRefreshExpClaim } = simpleJwt
  return async ({ id }) => {
    const [row, { fullName, bio, image, verified }] = await Promise.all([store.rowOf(id), store.profileOf(id)])
    const profile = { full_name: fullName, bio, image, verified }
    return customClaims(claims(row, profile), [tokenTypeClaim, jtiClaim, userIdClaim, slidingRefreshExpClaim])
  }
}
