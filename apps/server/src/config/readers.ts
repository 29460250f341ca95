import { isIP } from 'node:net'

/**
 * Reads one setting: text from the environment, or any value from the config file. Throws an `Error` whose message completes the
 * sentence "NAME …".
 */
export type Reader<T> = (value: unknown) => T

const TRUE = ['1', 'true', 'yes', 'on']
const FALSE = ['0', 'false', 'no', 'off']
const SECONDS_IN = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const
const LONGEST_LIFETIME = 2_500_000 * SECONDS_IN.d

export const text: Reader<string> = (value) => {
  if (typeof value !== 'string' || value === '') throw new Error('must be some text')
  return value
}

/** Python's `None`, as text or null, is null. */
export const optionalText: Reader<string | null> = (value) => (value === null || value === 'None' || value === '' ? null : text(value))

export const flag: Reader<boolean> = (value) => {
  const word = String(value).toLowerCase()
  if (TRUE.includes(word)) return true
  if (FALSE.includes(word)) return false
  throw new Error('must be on or off (true, 1, yes; false, 0, no)')
}

/** Whole seconds, as a number or as `90s`, `15m`, `12h`, `7d`, `2w`. */
export const duration: Reader<number> = (value) => {
  const match = /^(\d+(?:\.\d+)?)\s*([smhdw]?)$/.exec(String(value).trim())
  const amount = Number(match?.[1] ?? Number.NaN)
  const unit = (match?.[2] || 's') as keyof typeof SECONDS_IN
  if (!Number.isFinite(amount)) throw new Error('must be a duration: seconds, or a number with s, m, h, d or w (15m, 7d)')
  return amount * SECONDS_IN[unit]
}

/** Whole seconds, so few that what begins now ends in a year of four digits: Django names no other, nor do stored times. */
export const lifetime: Reader<number> = (value) => {
  const seconds = Math.floor(duration(value))
  if (seconds < 1) throw new Error('must be at least one second')
  if (seconds > LONGEST_LIFETIME) throw new Error('must be at most 2500000d')
  return seconds
}

/** A lifetime, or `off` for none: null. */
export const limit: Reader<number | null> = (value) => (value === null || String(value).toLowerCase() === 'off' ? null : lifetime(value))

export const port: Reader<number> = (value) => {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error('must be a port number from 0 to 65535')
  return number
}

export const positive: Reader<number> = (value) => {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new Error('must be a whole number from 1')
  return number
}

/** Comma-separated text, or an array. */
export const list: Reader<readonly string[]> = (value) => {
  const parts = (Array.isArray(value) ? value.map(String) : String(value).split(',')).map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

/** Origins exactly as browsers send them, or `*`: anything else would never match, and nobody would notice. */
export const origins: Reader<readonly string[]> = (value) => {
  const named = list(value)
  const wrong = named.find((origin) => origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin))
  if (wrong !== undefined) throw new Error(`must name origins as browsers send them, like https://app.example.com, not ${wrong}`)
  return named
}

/** Addresses and networks, or the names that Fastify has for some of them. */
export const proxies: Reader<readonly string[]> = (value) => {
  const named = list(value)
  const wrong = named.find((proxy) => !isNetwork(proxy))
  if (wrong !== undefined) throw new Error(`must name addresses or networks, like 10.0.0.1 or 10.0.0.0/8, not ${wrong}`)
  return named
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  // A network of everybody would let each caller choose an address.
  return rest.length === 0 && longest > 0 && (bits === undefined || (/^[1-9]\d*$/.test(bits) && Number(bits) <= longest))
}

/** Host names as in Django's ALLOWED_HOSTS: without scheme, port or path. */
export const hosts: Reader<readonly string[]> = (value) => {
  const named = filledList(value)
  const wrong = named.find((host) => !/^(?:\*|\.?[^\s/:]+|\[[\da-fA-F:]+\])$/.test(host))
  if (wrong !== undefined) throw new Error(`must name hosts alone, like api.example.com or .example.com, not ${wrong}`)
  return named
}

export const filledList: Reader<readonly string[]> = (value) => {
  const parts = list(value)
  if (parts.length === 0) throw new Error('must name at least one')
  return parts
}

export const choice =
  <T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) => {
    const found = choices.find((known) => known === String(value))
    if (found === undefined) throw new Error(`must be ${choices.join(' or ')}`)
    return found
  }

export const choices =
  <T extends string>(...known: readonly T[]): Reader<readonly T[]> =>
  (value) =>
    filledList(value).map(choice(...known))

/** A name that SimpleJWT takes for Python code: only its default can be honoured here. */
export const pythonName =
  (standard: string): Reader<string> =>
  (value) => {
    if (value !== standard) throw new Error(`names Python code, which does not run here; leave it out (it stands for ${standard})`)
    return standard
  }
