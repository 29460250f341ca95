import { z } from 'zod'
import { BLANK_PROFILE } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

const ImportedProfile = z.object({
  full_name: z.string().max(300).default(BLANK_PROFILE.fullName),
  bio: z.string().max(300).default(BLANK_PROFILE.bio),
  image: z.string().max(100).default(BLANK_PROFILE.image),
  verified: z.boolean().default(BLANK_PROFILE.verified),
})

const ImportedUser = z
  .strictObject({
    id: z.number().int().positive().optional(),
    username: z.string().min(1).max(150),
    email: z.string().max(254).default(''),
    first_name: z.string().max(150).default(''),
    last_name: z.string().max(150).default(''),
    is_active: z.boolean().default(true),
    is_staff: z.boolean().default(false),
    is_superuser: z.boolean().default(false),
    date_joined: z.iso.datetime({ offset: true }).optional(),
    /** A password to hash … */
    password: z.string().optional(),
    /** … or a Django hash string to keep as it is; `cleartext` then only says what logs in. */
    encoded: z.string().max(128).optional(),
    cleartext: z.string().optional(),
    profile: ImportedProfile.optional(),
  })
  .refine((user) => (user.password === undefined) !== (user.encoded === undefined), 'needs either password or encoded')

export type ImportedUser = z.infer<typeof ImportedUser>

const UserFile = z.object({ users: z.array(ImportedUser) })

export interface ImportReport {
  readonly created: number
  /** Users whose id or name was taken already: nothing of theirs was changed. */
  readonly skipped: readonly string[]
}

/** Reads a file of users; throws one error that names every entry that cannot be used. */
export function parseUserFile(text: string): ImportedUser[] {
  const parsed = UserFile.safeParse(parseJson(text))
  if (parsed.success) return parsed.data.users
  const problems = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'}: ${message}`)
  throw new Error(`The file cannot be imported:\n${problems.join('\n')}`)
}

/** Throws an error that says where the text stops being JSON and not what stands there: that may be a password. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position \d+(?: \(line \d+ column \d+\))?/.exec(error instanceof Error ? error.message : '')?.[0]
    throw new Error(`The file is not JSON${position ? `, from ${position} on` : ''}.`)
  }
}

/** Adds users. Run again with the same file it adds nothing twice. `progress` hears how many are done. */
export async function importUsers(
  { store, passwords, audit, clock }: AccountsEnvironment,
  users: readonly ImportedUser[],
  progress: (done: number) => void,
): Promise<ImportReport> {
  const skipped: string[] = []
  for (const [index, user] of users.entries()) {
    const taken = await store.isTaken(store.loginField, user[store.loginField])
    const id = taken
      ? null
      : await store.create({
          ...(user.id === undefined ? {} : { id: user.id }),
          username: user.username,
          email: user.email,
          firstName: user.first_name,
          lastName: user.last_name,
          isActive: user.is_active,
          isStaff: user.is_staff,
          isSuperuser: user.is_superuser,
          password: user.encoded ?? (await passwords.hash(user.password ?? '')),
          dateJoined: user.date_joined === undefined ? clock() : new Date(user.date_joined),
          profile: profileOf(user),
        })
    if (id === null) skipped.push(user.username)
    progress(index + 1)
  }
  const created = users.length - skipped.length
  await audit.record({ kind: 'users.imported', at: clock(), actor: 'operator', details: { created, skipped: skipped.length } })
  return { created, skipped }
}

const profileOf = ({ profile }: ImportedUser) =>
  profile ? { fullName: profile.full_name, bio: profile.bio, image: profile.image, verified: profile.verified } : BLANK_PROFILE
