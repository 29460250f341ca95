import type { Json } from './refusal.ts'

const LINE_SEPARATORS = /[\u2028\u2029]/
const EVERY_LINE_SEPARATOR = /[\u2028\u2029]/g

/**
 * JSON as DRF's renderer writes it: no spaces, or `indent` of them for each level; text beyond ASCII stays as it is, except
 * the two line separators of Unicode, which are escaped.
 */
export function renderJson(data: Json, indent = 0): string {
  const text = indent === 0 ? JSON.stringify(data) : JSON.stringify(data, null, indent)
  return LINE_SEPARATORS.test(text) ? text.replace(EVERY_LINE_SEPARATOR, escaped) : text
}

function escaped(separator: string): string {
  return `\\u${separator.charCodeAt(0).toString(16)}`
}
