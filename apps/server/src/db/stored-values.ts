import type { Expression, RawBuilder } from 'kysely'

declare const stored: unique symbol

/** A time as this database stores it for Django: text on SQLite, `timestamptz` on PostgreSQL. */
export type StoredTime = { readonly [stored]: 'time' }
/** A boolean as this database stores it for Django: 0 or 1 on SQLite, `boolean` on PostgreSQL. */
export type StoredBoolean = { readonly [stored]: 'boolean' }

/** How one kind of database keeps what SQL has no common form for. */
export interface StoredValues {
  toTime(time: Date): StoredTime
  fromTime(stored: StoredTime): Date
  toBoolean(value: boolean): StoredBoolean
  fromBoolean(stored: StoredBoolean): boolean
  /** Reads a time with all its digits, as `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC: more than a `Date` holds. */
  timeText<Time extends StoredTime | null>(column: Expression<Time>): RawBuilder<Time extends null ? string | null : string>
  /** Such a text, as it is stored. */
  toExactTime(text: string): StoredTime
}
