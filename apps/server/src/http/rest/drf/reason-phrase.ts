// As an import it would be read whole, and with it all of Node's fetch: a twentieth of the start and of the memory.
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** What a status is called (RFC 9110, section 15.1); empty for one that has no name. */
export const reasonPhrase = (status: number): string => STATUS_CODES[status] ?? ''
