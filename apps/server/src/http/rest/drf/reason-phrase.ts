// An import evaluates every export, and one of them loads all of Node's fetch, which no server needs.
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** What a status is called (RFC 9110, section 15.1); empty for one that has no name. */
export const reasonPhrase = (status: number): string => STATUS_CODES[status] ?? ''
