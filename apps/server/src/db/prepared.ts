import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely'

class Parameter {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Whether this is a query that nearly every request repeats: a database may keep its results for as long as nothing is written. */
export const isHot = (query: CompiledQuery): boolean => 'isHot' in query && query.isHot === true

/**
 * A query that is built and compiled once and then only given values: building it anew costs more than running it.
 * Call as `prepared<{ jti: string }>()((value) => …where('jti', '=', value('jti')))`; `hot` as in {@link isHot}.
 */
export function prepared<Values extends Record<string, unknown>>({ hot = false } = {}) {
  return <Row>(
    build: (value: <Name extends keyof Values & string>(name: Name) => Values[Name]) => Compilable<Row>,
  ): ((values: Values) => CompiledQuery<Row>) => {
    // Kysely carries a value to its place without looking at it, so a stand-in of another type is safe until it is replaced.
    const query = build((name) => new Parameter(name) as never).compile()
    const places = query.parameters
    return (values) => ({
      ...query,
      isHot: hot,
      parameters: places.map((place) => (place instanceof Parameter ? values[place.name] : place)),
    })
  }
}

/** An integer of any size. PostgreSQL takes a bare one for what the column beside it holds, and fails where it is too large for that. */
export const bigint = (value: number): RawBuilder<number> => sql<number>`cast(${value} as bigint)`
