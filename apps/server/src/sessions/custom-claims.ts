import { PyFloat, type PyValue } from '@latchkey/python'
import type { ExtraClaims } from './environment.ts'

/** Claims that say who the bearer is and how long: nobody but the token core may write them. */
const OWN = ['exp', 'iat', 'nbf', 'aud', 'iss', 'sid']

/** Whatever the operator's own code returned, as claims in the same order. Throws a `TypeError` that names the claim it cannot take. */
export function customClaims(returned: unknown, reserved: readonly string[]): ExtraClaims {
  if (!isRecord(returned)) throw new TypeError('claims() in the config file must return an object.')
  return Object.entries(returned).flatMap(([name, value]) => {
    if (value === undefined) return []
    if (OWN.includes(name) || reserved.includes(name)) throw new TypeError(`claims() in the config file may not set ${name}.`)
    return [[name, claimValue(name, value)] as const]
  })
}

/** JSON keeps its types; what knows its own form in JSON, as a Date does, is asked for it. */
function claimValue(name: string, value: unknown): PyValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isFinite(value)) return Number.isSafeInteger(value) ? value : new PyFloat(value)
  if (typeof value === 'object' && 'toJSON' in value && typeof value.toJSON === 'function') return claimValue(name, value.toJSON())
  if (Array.isArray(value)) return value.map((one) => claimValue(name, one))
  if (isRecord(value)) {
    return new Map(Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, claimValue(name, one)] as const])))
  }
  throw new TypeError(`claims() in the config file returned ${typeof value} for ${name}, for which JSON has no form.`)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise)
