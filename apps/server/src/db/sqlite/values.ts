import { sql } from 'kysely'
import type { StoredBoolean, StoredTime, StoredValues } from '../stored-values.ts'

// What Kysely's types call StoredTime and StoredBoolean are a text and a number here; these functions are the only ones to know.
const asTime = (text: string): StoredTime => text as unknown as StoredTime
const asBoolean = (number: 0 | 1): StoredBoolean => number as unknown as StoredBoolean

function djangoText(time: Date): string {
  const text = time.toISOString()
  const milliseconds = text.slice(20, 23)
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${milliseconds === '000' ? '' : `.${milliseconds}000`}`
}

/** Moments that are kept as text: a write stores its own several times, and many tokens expire in one second. */
const KEPT = 100
const texts = new Map<number, StoredTime>()

function remembered(time: Date): StoredTime {
  const milliseconds = time.getTime()
  let text = texts.get(milliseconds)
  if (text === undefined) {
    if (texts.size >= KEPT) texts.clear()
    text = asTime(djangoText(time))
    texts.set(milliseconds, text)
  }
  return text
}

/** Django's SQLite backend: `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC (the fraction is left out when it is zero), booleans as 0 and 1. */
export const sqliteValues: StoredValues = {
  toTime: remembered,
  fromTime: (stored) => new Date(`${String(stored).replace(' ', 'T')}Z`),
  toBoolean: (value) => asBoolean(value ? 1 : 0),
  fromBoolean: (stored) => Number(stored) === 1,
  timeText: (column) => sql`${column}`,
  toExactTime: (text) => asTime(text.replace(/\.0+$/, '')),
}
