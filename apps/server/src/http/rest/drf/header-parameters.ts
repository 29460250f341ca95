/** A header of the form `type/subtype; name=value`. Names are in lower case; of equal names the last one counts. */
export interface HeaderParameters {
  readonly main: string
  readonly parameters: ReadonlyMap<string, string>
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Splits a header as Django's `parse_header_parameters` does: the main value in lower case, the parameters unquoted. */
export function parseHeaderParameters(line: string): HeaderParameters {
  if (!line.includes(';')) return { main: line.trim().toLowerCase(), parameters: NONE }
  const [first = '', ...rest] = splitOutsideQuotes(line)
  const parameters = new Map<string, string>()
  for (const part of rest) {
    const [name, value] = nameAndValue(part)
    if (name.endsWith('*')) addExtended(parameters, name.slice(0, -1), value)
    else if (name !== '') parameters.set(name, unquoted(value))
  }
  return { main: nameAndValue(first)[0], parameters }
}

function splitOutsideQuotes(line: string): string[] {
  const parts: string[] = []
  let quoted = false
  let start = 0
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]
    if (character === '"' && line[at - 1] !== '\\') quoted = !quoted
    else if (character === ';' && !quoted) {
      parts.push(line.slice(start, at))
      start = at + 1
    }
  }
  parts.push(line.slice(start))
  return parts
}

function nameAndValue(part: string): [name: string, value: string] {
  const at = part.indexOf('=')
  if (at === -1) return [part.trim().toLowerCase(), '']
  return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]
}

function unquoted(value: string): string {
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) {
    return value.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"')
  }
  return value.length > 1 && value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value
}

/** RFC 2231: `name*=charset'language'percent-encoded`. One in an unknown charset, or broken, is left out. */
function addExtended(parameters: Map<string, string>, name: string, value: string): void {
  const [charset, , encoded] = unquoted(value).split("'")
  if (charset === undefined || encoded === undefined) return
  try {
    const bytes = Buffer.from(
      encoded.replace(/%([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    )
    parameters.set(name, new TextDecoder(charset === '' ? 'utf-8' : charset).decode(bytes))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
}
