import { sql } from 'kysely'
import type { NewAccount } from '../accounts/account-store.ts'
import { EMAIL_TAKEN, refused } from '../accounts/register.ts'
import type { Rights } from '../admin/rights.ts'
import type { Act, ListedUser, UserChange, UserQuery, UserStore } from '../admin/user-store.ts'
import { ACCOUNT_COLUMNS, createAccountUnits } from './account-units.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import { createEndLogins } from './end-logins.ts'
import { createIdentifiers } from './identifiers.ts'
import { bigint, prepared } from './prepared.ts'
import { all, first, type Unit, write } from './unit.ts'

const SORTED_BY = { username: sql`lower(username)`, email: sql`lower(email)`, dateJoined: sql`date_joined`, lastLogin: sql`last_login` }
const SEARCHED = [sql`username`, sql`email`, sql`coalesce(latchkey_profile.full_name, '')`, sql`first_name || ' ' || last_name`]

type Party = Rights & { readonly username: string }

/** What is typed is looked for as it is: `%` and `_` stand for themselves. */
const patternOf = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`

/** Accounts for staff, with their profiles. */
export function createUserStore(database: Database): UserStore {
  const { query, values, users, locksRows } = database
  const { toAccount, toProfile, create, updateProfile } = createAccountUnits(database)
  const endLogins = createEndLogins(database)
  const audit = createAuditQueries(database)
  const takenField = createIdentifiers(database)
  const partyById = prepared<{ id: number }>()((value) =>
    query
      .selectFrom(users.rows)
      .select(['id', 'username', 'is_active', 'is_staff', 'is_superuser'])
      .where('id', '=', bigint(value('id')))
      .$if(locksRows, (locked) => locked.forNoKeyUpdate()),
  )

  const having = ({ isActive, isStaff }: UserQuery) =>
    query
      .selectFrom(users.rows)
      .$if(isActive !== undefined, (select) => select.where('is_active', '=', values.toBoolean(isActive === true)))
      .$if(isStaff !== undefined, (select) => select.where('is_staff', '=', values.toBoolean(isStaff === true)))

  const matching = (asked: UserQuery) => {
    const pattern = patternOf(asked.search)
    return having(asked)
      .leftJoin(users.profiles, 'latchkey_profile.user_id', 'auth_user.id')
      .$if(asked.search !== '', (select) =>
        select.where((where) =>
          where.or(SEARCHED.map((text) => sql<boolean>`lower(${text}) like lower(cast(${pattern} as text)) escape '\\'`)),
        ),
      )
  }

  // A join that finds one profile at most changes no count, but takes most of its time.
  const counting = (asked: UserQuery) =>
    (asked.search === '' ? having(asked) : matching(asked)).select(({ fn }) => fn.countAll().as('total'))

  function* list(asked: UserQuery): Unit<{ users: ListedUser[]; total: number }> {
    const count = yield* first(counting(asked))
    const rows = yield* all(
      matching(asked)
        .select(ACCOUNT_COLUMNS)
        .select(['full_name', 'bio', 'image', 'verified'])
        .orderBy(SORTED_BY[asked.sort], (order) => (asked.descending ? order.desc() : order.asc()).nullsLast())
        .orderBy('id')
        .limit(asked.limit)
        .offset(asked.offset),
    )
    return { users: rows.map((row) => ({ account: toAccount(row), profile: toProfile(row) })), total: Number(count?.total ?? 0) }
  }

  function* partyOf(id: number): Unit<Party | null> {
    const row = yield* first(partyById({ id }))
    if (!row) return null
    return {
      id: row.id,
      username: row.username,
      isActive: values.fromBoolean(row.is_active),
      isStaff: values.fromBoolean(row.is_staff),
      isSuperuser: values.fromBoolean(row.is_superuser),
    }
  }

  /** Locked in the order of their ids: two who act on each other must not wait for each other. */
  function* partiesOf(userId: number, actorId: number): Unit<{ user: Party | null; actor: Party | null }> {
    if (userId === actorId) {
      const self = yield* partyOf(userId)
      return { user: self, actor: self }
    }
    const lower = yield* partyOf(Math.min(userId, actorId))
    const higher = yield* partyOf(Math.max(userId, actorId))
    return userId < actorId ? { user: lower, actor: higher } : { user: higher, actor: lower }
  }

  function* createChecked(account: NewAccount, { actorId, check, event }: Act): Unit<number | null> {
    check(yield* partyOf(actorId), null)
    return yield* create(account, (id) => event({ id, username: account.username }))
  }

  function* change(userId: number, made: UserChange, { actorId, check, event }: Act): Unit<boolean> {
    const { email } = made.account ?? {}
    // Before rows are locked, as others do it; said once the rights are known.
    const taken = email === undefined ? null : yield* takenField({ email }, userId)
    const { user, actor } = yield* partiesOf(userId, actorId)
    check(actor, user)
    if (!user) return false
    if (taken !== null) throw refused('email', EMAIL_TAKEN)
    const columns = users.written(accountColumns(made.account ?? {}))
    if (Object.keys(columns).length > 0) yield* write(query.updateTable(users.table).set(columns).where(users.column('id'), '=', userId))
    if (made.profile && Object.keys(made.profile).length > 0) yield* updateProfile(userId, made.profile)
    if (made.endLogins) yield* endLogins(userId, { ...made.endLogins, keepSession: null })
    yield* audit.record(event(user))
    return true
  }

  const accountColumns = ({ email, isActive, isStaff, isSuperuser, password }: NonNullable<UserChange['account']>) => ({
    ...(email === undefined ? {} : { email }),
    ...(isActive === undefined ? {} : { is_active: values.toBoolean(isActive) }),
    ...(isStaff === undefined ? {} : { is_staff: values.toBoolean(isStaff) }),
    ...(isSuperuser === undefined ? {} : { is_superuser: values.toBoolean(isSuperuser) }),
    ...(password === undefined ? {} : { password }),
  })

  return {
    list: (asked) => database.read(list(asked)),
    create: (account, act) => database.write(() => createChecked(account, act)),
    change: async (userId, made, act) => {
      try {
        return await database.write(() => change(userId, made, act))
      } catch (error) {
        // Of what is changed here only the address is unique in some projects.
        throw database.isDuplicate(error) && made.account?.email !== undefined ? refused('email', EMAIL_TAKEN) : error
      }
    },
  }
}
