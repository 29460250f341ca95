import { z } from 'zod'

const Validator = z.looseObject({ NAME: z.string(), OPTIONS: z.record(z.string(), z.unknown()).optional() })

const DjangoSettings = z.looseObject({
  SIMPLE_JWT: z.record(z.string(), z.unknown()).nullish(),
  PASSWORD_HASHERS: z.array(z.string()).nullish(),
  AUTH_PASSWORD_VALIDATORS: z.array(Validator).nullish(),
})

/** The settings of a Django that Latchkey has counterparts for, as `json.dumps` writes them. */
export type DjangoSettings = z.infer<typeof DjangoSettings>

/** Reads a JSON dump of Django's settings; lines before it, which a shell may have printed, are passed over. Throws what is wrong with it. */
export function parseDjangoSettings(text: string): DjangoSettings {
  const parsed = DjangoSettings.safeParse(parseJson(text))
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'}: ${message}`)
    throw new Error(`The settings cannot be read:\n${problems.join('\n')}`)
  }
  const { SIMPLE_JWT, PASSWORD_HASHERS, AUTH_PASSWORD_VALIDATORS } = parsed.data
  if (SIMPLE_JWT === undefined && PASSWORD_HASHERS === undefined && AUTH_PASSWORD_VALIDATORS === undefined) {
    throw new Error('The settings cannot be read: none of SIMPLE_JWT, PASSWORD_HASHERS and AUTH_PASSWORD_VALIDATORS is in the file.')
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  const start = text.search(/^\{/m)
  try {
    return JSON.parse(start === -1 ? text : text.slice(start))
  } catch {
    // What the parser says may quote the text, and with it a key.
    throw new Error('The settings cannot be read: the file is not JSON.')
  }
}

const SECONDS = { day: 86_400, hour: 3600, minute: 60 }

/**
 * A `timedelta` in seconds: a number, Python's own text (`1 day, 0:05:00`) or ISO 8601 (`P1DT00H05M00S`, as DjangoJSONEncoder writes
 * it). Null for anything else.
 */
export function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const python = /^(?:(-?\d+) days?, )?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(value)
  if (python) return total(1, python.slice(1))
  const iso = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(value)
  return iso ? total(iso[1] === '-' ? -1 : 1, iso.slice(2)) : null
}

const total = (sign: 1 | -1, [days = '0', hours = '0', minutes = '0', seconds = '0']: (string | undefined)[]): number =>
  sign * (Number(days) * SECONDS.day + Number(hours) * SECONDS.hour + Number(minutes) * SECONDS.minute + Number(seconds))
