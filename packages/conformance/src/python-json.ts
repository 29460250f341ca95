const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** A JSON string in ASCII, as Python's `json.dumps` writes it and PyJWT puts it into a payload. */
export function asciiJsonString(text: string): string {
  // Without the u flag the pattern sees UTF-16 units, and Python too escapes each half of a surrogate pair.
  const escaped = text.replace(/["\\]|[^ -~]/g, (unit) => SHORT_ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"${escaped}"`
}
