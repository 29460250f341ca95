import { sql } from 'kysely'
import type { StoredBoolean, StoredTime, StoredValues } from '../stored-values.ts'

// What Kysely's types call StoredTime and StoredBoolean are a text or a Date and a boolean here; these functions are the only ones to know.
const asTime = (text: string): StoredTime => text as unknown as StoredTime
const asBoolean = (value: boolean): StoredBoolean => value as unknown as StoredBoolean

/** Django's PostgreSQL backend: `timestamp with time zone` and `boolean`. */
export const postgresValues: StoredValues = {
  // A year beyond 9999 has a sign in ISO 8601, which PostgreSQL does not read.
  toTime: (time) => asTime(time.toISOString().replace(/^\+/, '')),
  fromTime: (stored) => new Date(stored as unknown as Date),
  toBoolean: asBoolean,
  fromBoolean: (stored) => (stored as unknown) === true,
  timeText: (column) => sql`to_char(cast(${column} as timestamptz) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  toExactTime: (text) => asTime(`${text}+00`),
}
