import { type ColumnBuilderCallback, type ColumnDataType, type Expression, type Kysely, PostgresAdapter, sql } from 'kysely'

interface ColumnTypes {
  readonly boolean: Expression<unknown>
  readonly time: ColumnDataType
  /** Seconds since 1970, which outgrow 32 bits in 2038. */
  readonly seconds: ColumnDataType
  /** The id of a token's row. */
  readonly tokenId: ColumnDataType
  /** An id that the database chooses, never the same one twice: the type and the rest of its column. */
  readonly identity: readonly [ColumnDataType, ColumnBuilderCallback]
}

const SQLITE: ColumnTypes = {
  boolean: sql`bool`,
  time: 'datetime',
  seconds: 'integer',
  tokenId: 'integer',
  identity: ['integer', (column) => column.notNull().primaryKey().autoIncrement()],
}

const POSTGRES: ColumnTypes = {
  boolean: sql`boolean`,
  time: 'timestamptz',
  seconds: 'bigint',
  tokenId: 'bigint',
  identity: ['bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity()],
}

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export const isPostgres = (db: Kysely<any>): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/** The types of columns for which the databases have different names. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export const columnTypes = (db: Kysely<any>): ColumnTypes => (isPostgres(db) ? POSTGRES : SQLITE)
