import type { IncomingMessage } from 'node:http'
import { parseHeaderParameters } from '../header-parameters.ts'
import type { Charset } from './charset/charset.ts'
import { type Data, FormValues } from './data.ts'
import { multipartError } from './multipart-error.ts'
import { MultipartFields } from './multipart-fields.ts'
import { MultipartSplitter } from './multipart-splitter.ts'
import { readChunks } from './read-bytes.ts'

const BOUNDARY = /^[ -~]{0,200}[!-~]$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII is meant.
const NOT_ASCII = /[^\x00-\x7f]/

/**
 * Reads `multipart/form-data` as Django's parser, a piece at a time; files are let go as they come, whatever their size.
 * Throws `Refusal` for what is no multipart, `SuspiciousRequest` for too much of it.
 */
export async function readMultipart(raw: IncomingMessage, contentType: string, charset: Charset): Promise<Data> {
  const fields = new MultipartFields(charset)
  const splitter = new MultipartSplitter(boundaryOf(contentType), () => fields.nextPart())
  await readChunks(raw, (chunk) => splitter.write(chunk))
  splitter.end()
  return new FormValues(fields.values)
}

function boundaryOf(contentType: string): string {
  // Media types match in any case, but Django's own parser then wants this one in lower case.
  if (!contentType.startsWith('multipart/')) throw multipartError(`Invalid Content-Type: ${contentType}`)
  if (NOT_ASCII.test(contentType)) throw multipartError(`Invalid non-ASCII Content-Type in multipart: ${contentType}`)
  const boundary = parseHeaderParameters(contentType).parameters.get('boundary')
  if (boundary === undefined || !BOUNDARY.test(boundary)) throw multipartError(`Invalid boundary in multipart: ${boundary ?? 'None'}`)
  return boundary
}
