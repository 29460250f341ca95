import { z } from 'zod'
import { Profile, ProfileUpdate } from './account.ts'
import { Email, LIMITS, NewPassword, plainText, Username } from './credentials.ts'
import { SessionSummary } from './session.ts'

/** An account, as staff see it in a list. Times are ISO 8601, UTC. */
export const User = z.object({
  id: z.number().int(),
  username: z.string(),
  email: z.string(),
  fullName: z.string(),
  isActive: z.boolean(),
  isStaff: z.boolean(),
  isSuperuser: z.boolean(),
  dateJoined: z.string(),
  /** Null for an account that nobody has signed in to; kept only where SimpleJWT's `UPDATE_LAST_LOGIN` is on. */
  lastLogin: z.string().nullable(),
})
export type User = z.infer<typeof User>

/** One account, with its profile and the places where it is signed in. */
export const UserDetails = User.extend({ profile: Profile, sessions: z.array(SessionSummary) })
export type UserDetails = z.infer<typeof UserDetails>

export const USERS_PER_PAGE = 25
const MOST_PER_PAGE = 100
const LAST_PAGE = 100_000

export const UserSort = z.enum(['username', 'email', 'dateJoined', 'lastLogin'])
export type UserSort = z.infer<typeof UserSort>

/** Which accounts to list: all that hold `search` in their username, email address or full name, whatever its case. */
export const UserPage = z.strictObject({
  search: plainText.max(LIMITS.fullNameLength).default(''),
  /** Left out: active and inactive ones. */
  isActive: z.boolean().optional(),
  /** Left out: staff and others. */
  isStaff: z.boolean().optional(),
  sort: UserSort.default('username'),
  descending: z.boolean().default(false),
  page: z.number().int().min(1).max(LAST_PAGE).default(1),
  perPage: z.number().int().min(1).max(MOST_PER_PAGE).default(USERS_PER_PAGE),
})
export type UserPage = z.infer<typeof UserPage>

/** One page of the list, and how many accounts there are on all of them. */
export const UserList = z.object({ users: z.array(User), total: z.number().int() })
export type UserList = z.infer<typeof UserList>

export const UserId = z.object({ id: z.number().int().positive() })
export type UserId = z.infer<typeof UserId>

export const NewUser = z.object({
  username: Username,
  email: Email.default(''),
  password: NewPassword,
  fullName: plainText.max(LIMITS.fullNameLength, `Use at most ${LIMITS.fullNameLength} characters.`).default(''),
  isStaff: z.boolean().default(false),
  isSuperuser: z.boolean().default(false),
})
export type NewUser = z.infer<typeof NewUser>

/** What staff may change of an account; a field left out stays as it is. Rights are for superusers to give and to take. */
export const UserUpdate = UserId.extend({
  ...ProfileUpdate.shape,
  email: Email.optional(),
  verified: z.boolean().optional(),
  isStaff: z.boolean().optional(),
  isSuperuser: z.boolean().optional(),
})
export type UserUpdate = z.infer<typeof UserUpdate>

export const UserActivity = UserId.extend({ isActive: z.boolean() })
export type UserActivity = z.infer<typeof UserActivity>

export const UserPassword = UserId.extend({ password: NewPassword })
export type UserPassword = z.infer<typeof UserPassword>
