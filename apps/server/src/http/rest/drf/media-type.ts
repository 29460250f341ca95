import { type HeaderParameters, parseHeaderParameters } from './header-parameters.ts'

/** How specific a media range is: 3 with parameters, 2 `type/subtype`, 1 `type/*`, 0 anything. */
export type Precedence = 0 | 1 | 2 | 3

/** A media type or range as DRF reads it. `q` values are never looked at. */
export interface MediaType {
  readonly type: string
  readonly subtype: string
  readonly parameters: HeaderParameters['parameters']
}

/** The longest media type that is read at all (DRF 3.18). */
export const MAX_MEDIA_TYPE_LENGTH = 256

/** Reads any text; nonsense becomes a media type that matches nothing. */
export function parseMediaType(text: string): MediaType {
  const { main, parameters } = parseHeaderParameters(text)
  const slash = main.indexOf('/')
  return slash === -1 ? { type: main, subtype: '', parameters } : { type: main.slice(0, slash), subtype: main.slice(slash + 1), parameters }
}

/** Whether one of the two covers the other, wildcards on either side; parameters do not count. */
export function matches(one: MediaType, other: MediaType): boolean {
  return part(one.subtype, other.subtype) && part(one.type, other.type)
}

function part(one: string, other: string): boolean {
  return one === '*' || other === '*' || one === other
}

export function precedence(range: MediaType): Precedence {
  if (range.type === '*') return 0
  if (range.subtype === '*') return 1
  return range.parameters.size === 0 || (range.parameters.size === 1 && range.parameters.has('q')) ? 2 : 3
}
