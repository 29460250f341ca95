import type { Compilable, CompiledQuery } from 'kysely'
import { all, type Unit } from './unit.ts'

/** A row to insert, by the columns of its table. */
type Row = Readonly<Record<string, unknown>>

/** Stands for one value of one row until a query is run. */
class Place {
  readonly row: number
  readonly column: string
  constructor(row: number, column: string) {
    this.row = row
    this.column = column
  }
}

/** Numbers of rows that a statement is compiled for, once each: a statement for every number would fill the caches. */
const SIZES = [250, 25, 1] as const

/**
 * Inserts any number of rows, which all have the same columns, with few statements; returns what those return. `build` makes the
 * query for the values that it is given.
 */
export function rowInserter<Returned>(build: (rows: never[]) => Compilable<Returned>): (rows: readonly Row[]) => Unit<Returned[]> {
  const compiled = new Map<number, CompiledQuery<Returned>>()

  function queryFor(size: number, columns: readonly string[]): CompiledQuery<Returned> {
    let query = compiled.get(size)
    if (!query) {
      const places = Array.from({ length: size }, (_, row) => Object.fromEntries(columns.map((column) => [column, new Place(row, column)])))
      // Kysely carries a value to its place without looking at it, so a stand-in of another type is safe until it is replaced.
      query = build(places as never[]).compile()
      compiled.set(size, query)
    }
    return query
  }

  return function* insert(rows) {
    const returned: Returned[] = []
    for (let start = 0; start < rows.length; ) {
      const size = SIZES.find((one) => one <= rows.length - start) ?? 1
      const chunk = rows.slice(start, start + size)
      const query = queryFor(size, Object.keys(chunk[0] ?? {}))
      const parameters = query.parameters.map((place) => (place instanceof Place ? chunk[place.row]?.[place.column] : place))
      const bound: CompiledQuery<Returned> = { ...query, parameters }
      returned.push(...(yield* all(bound)))
      start += size
    }
    return returned
  }
}
