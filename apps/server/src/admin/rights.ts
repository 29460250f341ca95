import { AuthError } from '@latchkey/contract'
import type { Account } from '../accounts/account.ts'

/** What decides who may do what to whom. */
export type Rights = Pick<Account, 'id' | 'isActive' | 'isStaff' | 'isSuperuser'>

/** A change of what an account may do. */
export type RightsChange = Partial<Pick<Rights, 'isActive' | 'isStaff' | 'isSuperuser'>>

const LOSSES = ['isActive', 'isStaff', 'isSuperuser'] as const
const givesOrTakes = (right: boolean | undefined, has: boolean): boolean => right !== undefined && right !== has

/**
 * Whether `actor` may make `change` to `user` (null: an account that is yet to be made). Throws `permission_denied` where somebody is no
 * (longer) active staff, touches a superuser without being one, or gives or takes a right without being a superuser; `own_account` where
 * they would take something from themselves. So there is always an active superuser left: the one who acts.
 */
export function requireRights(actor: Rights | null, user: Rights | null, change: RightsChange = {}): void {
  if (!actor?.isActive || !actor.isStaff) throw new AuthError('permission_denied')
  if (user?.isSuperuser && !actor.isSuperuser) throw new AuthError('permission_denied')
  const changesRights = givesOrTakes(change.isStaff, user?.isStaff ?? false) || givesOrTakes(change.isSuperuser, user?.isSuperuser ?? false)
  if (changesRights && !actor.isSuperuser) throw new AuthError('permission_denied')
  if (user?.id === actor.id && LOSSES.some((right) => change[right] === false && user[right])) throw new AuthError('own_account')
}
