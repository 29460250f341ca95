import { z } from 'zod'
import { LIMITS, NewPassword, plainText } from './credentials.ts'

export const Profile = z.object({
  fullName: z.string(),
  bio: z.string(),
  /** Path or URL of a picture; `default.jpg` where none was chosen. */
  image: z.string(),
  /** Whether the e-mail address is proven to be the owner's: by a mailed link, or because the operator says so. */
  verified: z.boolean(),
})
export type Profile = z.infer<typeof Profile>

/** The signed-in person, as the typed face shows them. */
export const Account = z.object({
  id: z.number().int(),
  username: z.string(),
  email: z.string(),
  isStaff: z.boolean(),
  isSuperuser: z.boolean(),
  /** ISO 8601, UTC. */
  dateJoined: z.string(),
  profile: Profile,
})
export type Account = z.infer<typeof Account>

/** An address that pages may load, or the path of a stored picture, as Django keeps it. */
const PICTURE_PATTERN = /^(?:https:\/\/\S+|[\w./-]*)$/

/** What the owner of an account may change; a field left out stays as it is. */
export const ProfileUpdate = z
  .object({
    fullName: plainText.max(LIMITS.fullNameLength, `Use at most ${LIMITS.fullNameLength} characters.`),
    bio: plainText.max(LIMITS.bioLength, `Use at most ${LIMITS.bioLength} characters.`),
    image: plainText
      .max(LIMITS.imageLength, `Use at most ${LIMITS.imageLength} characters.`)
      .regex(PICTURE_PATTERN, 'Use an address that begins with https://'),
  })
  .partial()
export type ProfileUpdate = z.infer<typeof ProfileUpdate>

export const AccountDeletion = z.object({ currentPassword: z.string().min(1, 'Enter your current password.') })
export type AccountDeletion = z.infer<typeof AccountDeletion>

export const PasswordChange = z.object({
  currentPassword: z.string().min(1, 'Enter your current password.'),
  newPassword: NewPassword,
})
export type PasswordChange = z.infer<typeof PasswordChange>
