import {
  ColumnNode,
  type Kysely,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  ReferencesNode,
  TableNode,
} from 'kysely'
import type { ExtraColumns, UserModel } from '../user-model.ts'
import { columnTypes, isPostgres } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
type AnyDatabase = Kysely<any>

/** Makes migrations that refer to `auth_user` refer to the user table of a model. */
export class UserReferences extends OperationNodeTransformer implements KyselyPlugin {
  readonly #model: UserModel

  constructor(model: UserModel) {
    super()
    this.#model = model
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return this.transformNode(node)
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result
  }

  protected override transformReferences(node: ReferencesNode, queryId?: QueryId): ReferencesNode {
    const references = super.transformReferences(node, queryId)
    const { table } = references
    if (!TableNode.is(table) || table.table.identifier.name !== 'auth_user') return references
    // The copy keeps what else is said of the reference: what becomes of it when the user is deleted.
    return { ...references, ...ReferencesNode.create(TableNode.create(this.#model.table), [ColumnNode.create(this.#model.columns.id)]) }
  }
}

/** The tables of a user model in a database where they are missing, with Django's types: for those who start without a Django. */
export async function createUserTables(db: AnyDatabase, model: UserModel): Promise<void> {
  const known = new Set((await db.introspection.getTables()).map(({ name }) => name))
  if (!known.has(model.table)) await createUserTable(db, model)
  if (!known.has(model.profile.table) && model.profile.table !== 'latchkey_profile') await createProfileTable(db, model)
}

async function createUserTable(db: AnyDatabase, { table, columns, login, extra }: UserModel): Promise<void> {
  const { boolean, time } = columnTypes(db)
  const texts = { password: 128, username: 150, first_name: 150, last_name: 150, email: 254 } as const
  let create = identified(db, table, columns.id)
  for (const [name, length] of Object.entries(texts)) {
    const column = columns[name as keyof typeof texts]
    if (column !== null) {
      create = create.addColumn(column, `varchar(${length})`, (made) => (name === login ? made.notNull().unique() : made.notNull()))
    }
  }
  for (const name of ['is_superuser', 'is_staff', 'is_active'] as const) {
    const column = columns[name]
    if (column !== null) create = create.addColumn(column, boolean, (made) => made.notNull())
  }
  if (columns.date_joined !== null) create = create.addColumn(columns.date_joined, time, (made) => made.notNull())
  if (columns.last_login !== null) create = create.addColumn(columns.last_login, time)
  await withExtra(db, create, extra).execute()
}

async function createProfileTable(db: AnyDatabase, { table, columns, profile }: UserModel): Promise<void> {
  const { boolean } = columnTypes(db)
  const texts = { full_name: 300, bio: 300, image: 100 } as const
  let create = identified(db, profile.table, 'id').addColumn(profile.userColumn, 'integer', (made) =>
    made.notNull().unique().references(`${table}.${columns.id}`).onDelete('cascade'),
  )
  for (const [name, length] of Object.entries(texts)) {
    const column = profile.columns[name as keyof typeof texts]
    if (column !== null) create = create.addColumn(column, `varchar(${length})`, (made) => made.notNull())
  }
  if (profile.columns.verified !== null) create = create.addColumn(profile.columns.verified, boolean, (made) => made.notNull())
  await withExtra(db, create, profile.extra).execute()
}

const identified = (db: AnyDatabase, table: string, id: string) =>
  isPostgres(db)
    ? db.schema.createTable(table).addColumn(id, 'integer', (made) => made.primaryKey().generatedByDefaultAsIdentity())
    : db.schema.createTable(table).addColumn(id, 'integer', (made) => made.notNull().primaryKey().autoIncrement())

/** The columns that only this model has, of the types that their values have. */
function withExtra(db: AnyDatabase, create: ReturnType<typeof identified>, extra: ExtraColumns): ReturnType<typeof identified> {
  const { boolean, time } = columnTypes(db)
  let all = create
  for (const [column, given] of Object.entries(extra)) {
    const value = typeof given === 'function' ? given({ username: '', email: '' }) : given
    if (typeof value === 'boolean') all = all.addColumn(column, boolean)
    else if (value instanceof Date) all = all.addColumn(column, time)
    else if (typeof value === 'bigint' || Number.isInteger(value)) all = all.addColumn(column, 'bigint')
    else all = all.addColumn(column, typeof value === 'number' ? 'double precision' : 'text')
  }
  return all
}
