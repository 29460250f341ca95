import type { IncomingMessage } from 'node:http'
import { MAX_MEDIA_TYPE_LENGTH, matches, parseMediaType } from '../media-type.ts'
import { Refusal } from '../refusal.ts'
import { charsetOf } from './charset/charset-of.ts'
import { type Data, NO_DATA } from './data.ts'
import type { Entity } from './entity.ts'
import { parseForm } from './form.ts'
import { parseJsonBody } from './json.ts'
import { readMultipart } from './multipart.ts'
import { readBytes } from './read-bytes.ts'

type Parser = (raw: IncomingMessage, contentType: string, entity: Entity) => Promise<Data>

const parseJson: Parser = (raw, contentType, { length }) => {
  const charset = charsetOf(contentType)
  return readBytes(raw, length).then((bytes) => parseJsonBody(bytes, charset))
}

const PARSERS: readonly { mediaType: string; parse: Parser }[] = [
  { mediaType: 'application/json', parse: parseJson },
  {
    mediaType: 'application/x-www-form-urlencoded',
    parse: async (raw, contentType, { length }) => {
      const charset = charsetOf(contentType)
      return parseForm(await readBytes(raw, length), charset)
    },
  },
  { mediaType: 'multipart/form-data', parse: async (raw, contentType) => readMultipart(raw, contentType, charsetOf(contentType)) },
]

/** The media types that a view reads, in the order in which they are tried. */
export const PARSED_TYPES = PARSERS.map(({ mediaType }) => mediaType)

const TYPED_PARSERS = PARSERS.map(({ mediaType, parse }) => ({ mediaType: parseMediaType(mediaType), parse }))

/**
 * Reads and parses the body of a request (DRF's `request.data`). No body is an empty `dict`, whatever its media type.
 * Throws `Refusal` (415, 400) and `SuspiciousRequest`.
 */
export function readData(raw: IncomingMessage, entity: Entity): Promise<Data> {
  if (entity.length === 0) return Promise.resolve(NO_DATA)
  const type = entity.type ?? ''
  try {
    return parserFor(type)(raw, type, entity)
  } catch (error) {
    return Promise.reject(error)
  }
}

function parserFor(type: string): Parser {
  if (type === 'application/json') return parseJson
  if (type.length <= MAX_MEDIA_TYPE_LENGTH) {
    const asked = parseMediaType(type)
    for (const { mediaType, parse } of TYPED_PARSERS) {
      if (matches(mediaType, asked)) return parse
    }
  }
  throw Refusal.detail(415, `Unsupported media type "${type}" in request.`)
}
