import type { CompiledQuery, Kysely, TableMetadata } from 'kysely'
import type { Availability } from './availability.ts'
import type { StoredValues } from './stored-values.ts'
import type { Tables } from './tables/index.ts'
import type { Unit } from './unit.ts'
import type { Users } from './users.ts'

/** A column that refers to another table. */
export interface Reference {
  readonly table: string
  readonly column: string
}

/** One open database, of whichever kind. */
export interface Database {
  /** Builds queries for units; runs them itself only for migrations and in commands. */
  readonly query: Kysely<Tables>
  readonly values: StoredValues
  /** Where users are kept here, and how that is called. */
  readonly users: Users
  /** The tables and their columns that names without a schema reach. */
  tables(): Promise<readonly TableMetadata[]>
  /** Whether a unit must lock the rows that it reads and then decides by: where units of other processes run beside it. */
  readonly locksRows: boolean
  /** To be run after a row was given an id that the database did not choose: its own next choice is a higher one, and above `least`. */
  reserveIds(table: string, column: string, least?: number): Unit<void>
  /** The highest id that the database ever chose for a column, rows that are gone included; 0 if it never did. */
  lastGivenId(table: string, column: string): Unit<number>
  /** The columns of other tables that refer to this one and keep its rows from being deleted. */
  referencesTo(table: string): Unit<readonly Reference[]>
  /** Runs a unit that only reads. One of several queries may see what others commit between them. */
  read<T>(unit: Unit<T>): Promise<T>
  /** Runs a unit in a transaction; resolves once it is durable. One that throws leaves no trace. It may be begun more than once. */
  write<T>(begin: () => Unit<T>): Promise<T>
  /**
   * Runs one statement as a transaction of its own, over a network in one round trip; resolves with how many rows it wrote, 0 also where
   * another transaction was in its way. Null where a statement is not faster than a unit.
   */
  readonly writeAtOnce: ((query: CompiledQuery) => Promise<number>) | null
  /** Rejects if the database does not answer. It may take long to find that out. */
  answers(): Promise<void>
  readonly availability: Availability
  /** Whether another process was in the way of what failed: then the same may be tried again. */
  isBusy(error: unknown): boolean
  /** Whether a query failed because what it would write must be unique and is there already. */
  isDuplicate(error: unknown): boolean
  /** What keeps the database from being written, in its own words, if that is why something failed: a full disk, rights taken away. */
  writeProblem(error: unknown): string | null
  close(): Promise<void>
}
