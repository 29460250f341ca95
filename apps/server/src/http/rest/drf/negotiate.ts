import { int } from '@latchkey/python'
import { MAX_MEDIA_TYPE_LENGTH, type MediaType, matches, parseMediaType, precedence } from './media-type.ts'
import { lastQueryValue } from './query.ts'
import { Refusal } from './refusal.ts'
import { queryOf } from './url.ts'

/** What a view answers in. */
export interface Rendering {
  readonly as: 'json' | 'html'
  /** Spaces for each level; 0 writes everything on one line. */
  readonly indent: number
}

interface Renderer {
  readonly as: Rendering['as']
  readonly mediaType: MediaType
  /** The value of `?format=` that asks for it. */
  readonly format: string
}

const JSON_RENDERER: Renderer = { as: 'json', mediaType: parseMediaType('application/json'), format: 'json' }
const HTML_RENDERER: Renderer = { as: 'html', mediaType: parseMediaType('text/html'), format: 'api' }
const MAX_ACCEPT_LENGTH = 8192
const MAX_ACCEPT_ITEMS = 64
const MAX_INDENT = 8

export const COMPACT_JSON: Rendering = { as: 'json', indent: 0 }

/** What DRF's content negotiation needs of a request. */
export interface Negotiable {
  readonly url: string
  readonly accept: string | undefined
}

/**
 * Chooses the rendering of a reply as DRF's `DefaultContentNegotiation`: `?format=`, then `Accept`, the more specific
 * range first, and among equals JSON before HTML. Throws `Refusal` (404 or 406) and `SuspiciousRequest`.
 */
export function createNegotiation(options: { browsable: boolean }): (request: Negotiable) => Rendering {
  const renderers = options.browsable ? [JSON_RENDERER, HTML_RENDERER] : [JSON_RENDERER]
  return ({ url, accept }) => {
    const query = url.includes('?') ? lastQueryValue(queryOf(url), 'format') : undefined
    if (query === undefined || query === '') return isPlain(accept) ? COMPACT_JSON : select(renderers, accept)
    const asked = renderers.filter((renderer) => renderer.format === query)
    if (asked.length === 0) throw Refusal.detail(404, 'Not found.')
    return select(asked, accept ?? '*/*')
  }
}

function isPlain(accept: string | undefined): accept is undefined | '*/*' | 'application/json' {
  return accept === undefined || accept === '*/*' || accept === 'application/json'
}

function select(renderers: readonly Renderer[], accept: string): Rendering {
  const ranges = acceptItems(accept).map(parseMediaType)
  for (const level of [3, 2, 1, 0]) {
    const equals = ranges.filter((range) => precedence(range) === level)
    for (const renderer of renderers) {
      const range = equals.find((candidate) => matches(renderer.mediaType, candidate))
      if (range !== undefined) return { as: renderer.as, indent: indentOf(range) }
    }
  }
  throw Refusal.detail(406, 'Could not satisfy the request Accept header.')
}

/** The items of an `Accept` header that DRF looks at: the first 64, without empty ones and those over 256 characters. */
export function acceptItems(accept: string): string[] {
  const header = accept.length > MAX_ACCEPT_LENGTH ? accept.slice(0, accept.lastIndexOf(',', MAX_ACCEPT_LENGTH - 1) + 1) : accept
  return header
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item.length <= MAX_MEDIA_TYPE_LENGTH)
    .slice(0, MAX_ACCEPT_ITEMS)
}

function indentOf(range: MediaType): number {
  const wanted = range.parameters.get('indent')
  const count = wanted === undefined ? null : int(wanted)
  if (count === null || count <= 0n) return 0
  return count > BigInt(MAX_INDENT) ? MAX_INDENT : Number(count)
}
