import type { Compilable, CompiledQuery } from 'kysely'

export interface Result {
  readonly rows: readonly unknown[]
  /** Rows written; 0 for a query that reads. */
  readonly changes: number
}

/**
 * One atomic piece of database work: it yields queries and receives their results. Because it awaits nothing else, a database may
 * run it in a transaction of its own or put many units into one commit, synchronously or over the network.
 */
export type Unit<T> = Generator<CompiledQuery, T, Result>

type Query<Row> = CompiledQuery<Row> | Compilable<Row>

const compiled = <Row>(query: Query<Row>): CompiledQuery<Row> => ('compile' in query ? query.compile() : query)

export function* all<Row>(query: Query<Row>): Unit<readonly Row[]> {
  const result = yield compiled(query)
  // The query's type says what its rows are; the driver cannot.
  return result.rows as readonly Row[]
}

export function* first<Row>(query: Query<Row>): Unit<Row | null> {
  return (yield* all(query))[0] ?? null
}

/** Runs a query that writes; returns how many rows it wrote. */
export function* write(query: Query<unknown>): Unit<number> {
  return (yield compiled(query)).changes
}
