import { BLANK_PROFILE, type Profile } from '../accounts/account.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import { first, type Unit, write } from './unit.ts'
import type { ProfileColumn } from './user-model.ts'
import type { ProfileRow } from './users.ts'

interface ProfileOwner {
  readonly id: number
  readonly username: string
  readonly email: string
}

/** The units on profiles, in `latchkey_profile` or in the table that the user model names. */
export function createProfileQueries({ query, values, users }: Database) {
  const { profile: model } = users.model
  // The types speak of our table, the names are those of the configured one.
  const table = model.table as 'latchkey_profile'
  const userColumn = model.userColumn as 'user_id'

  const profileRow = prepared<{ id: number }>({ hot: true })((value) =>
    query.selectFrom(users.profiles).select(['full_name', 'bio', 'image', 'verified']).where('user_id', '=', value('id')),
  )

  /** What is given, for the columns that there are. */
  function written({ fullName, bio, image, verified }: Partial<Profile>) {
    const row = { full_name: fullName, bio, image, verified: verified === undefined ? undefined : values.toBoolean(verified) }
    const known = Object.entries(row).flatMap(([name, value]) => {
      const column = model.columns[name as ProfileColumn]
      return column === null || value === undefined ? [] : [[column, value] as const]
    })
    return Object.fromEntries(known) as Required<typeof row>
  }

  const row = (user: ProfileOwner, profile: Profile) => ({ ...users.extra(model.extra, user), [userColumn]: user.id, ...written(profile) })

  const insertMany = (rows: never[]) =>
    query
      .insertInto(table)
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())

  const insert = (user: ProfileOwner, profile: Profile) => insertMany([row(user, profile) as never])

  /** A row is null, or its columns are, where there is no profile: then it is blank. */
  const toProfile = (row: ProfileRow | null): Profile => ({
    fullName: row?.full_name ?? BLANK_PROFILE.fullName,
    bio: row?.bio ?? BLANK_PROFILE.bio,
    image: row?.image ?? BLANK_PROFILE.image,
    verified: row?.verified ? values.fromBoolean(row.verified) : BLANK_PROFILE.verified,
  })

  function* of(id: number): Unit<Profile> {
    return toProfile(yield* first(profileRow({ id })))
  }

  return {
    of,
    /** What is inserted for a user, and the insert for any number of those. */
    row,
    insertMany,
    toProfile,

    *create(user: ProfileOwner, profile: Profile): Unit<void> {
      yield* write(insert(user, profile))
    },

    /** Changes what is given and nothing else; makes the row of a user who has none. */
    *update(user: ProfileOwner, update: Partial<Profile>): Unit<Profile> {
      const given = written(update)
      if (Object.keys(given).length === 0) return yield* of(user.id)
      const change = query.updateTable(table).set(given).where(userColumn, '=', user.id)
      const isThere = (yield* write(change)) > 0
      // Whoever makes the row at the same moment may be faster: then there is one to change.
      if (!isThere && (yield* write(insert(user, { ...BLANK_PROFILE, ...update }))) === 0) yield* write(change)
      return yield* of(user.id)
    },
  }
}
