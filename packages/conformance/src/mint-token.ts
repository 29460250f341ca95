import type { JsonObject, JsonValue, TokenRecipe } from './case-format.ts'
import type { Profile } from './profiles.ts'
import { randomHex } from './random-text.ts'
import type { Scope } from './scope.ts'
import { signatureOf } from './signature.ts'

/** What a recipe's claims are laid over: a good access token of a user that every server under test knows. */
const GOOD_ACCESS_CLAIMS: JsonObject = {
  token_type: 'access',
  exp: { $now: 300 },
  iat: { $now: 0 },
  jti: { $hex: 32 },
  user_id: '900001',
}

const DIRECTIVES = ['$now', '$hex', '$var', '$varint', '$tpl', '$raw', '$omit'] as const

interface Moment {
  readonly scope: Scope
  /** Unix time in whole seconds. */
  readonly now: number
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON text of a claim, or undefined if it is to be left out. */
function claimText(value: JsonValue, { scope, now }: Moment): string | undefined {
  const directive = isObject(value) ? DIRECTIVES.find((name) => name in value) : undefined
  if (!isObject(value) || directive === undefined) return JSON.stringify(value)
  const argument = value[directive]
  switch (directive) {
    case '$now':
      return JSON.stringify(now + Number(argument))
    case '$hex':
      return JSON.stringify(randomHex(Number(argument)))
    case '$var':
      return JSON.stringify(scope.get(String(argument)))
    case '$varint':
      return JSON.stringify(Number(scope.get(String(argument))))
    case '$tpl':
      return JSON.stringify(scope.expand(String(argument)))
    case '$raw':
      return scope.expand(String(argument))
    case '$omit':
      return undefined
  }
}

function headerText(recipe: TokenRecipe, alg: string): string {
  if (recipe.header_raw !== undefined) return recipe.header_raw
  const fields = Object.entries<JsonValue>({ alg, typ: 'JWT', ...recipe.header })
  return JSON.stringify(Object.fromEntries(fields.filter(([, value]) => !(isObject(value) && value['$omit']))))
}

function payloadText(recipe: TokenRecipe, moment: Moment): string {
  const { scope, now } = moment
  if (recipe.payload_raw !== undefined) {
    return scope
      .expand(recipe.payload_raw)
      .replace(/@now([+-]\d+)?@/g, (_quoted, offset: string | undefined) => String(now + Number(offset ?? 0)))
      .replace(/@hex32@/g, () => randomHex(32))
  }
  const claims = recipe.exact ? (recipe.claims ?? {}) : { ...GOOD_ACCESS_CLAIMS, ...recipe.claims }
  const texts = Object.entries(claims).flatMap(([name, value]) => {
    const text = claimText(value, moment)
    if (text === undefined) return []
    if (name === 'jti') scope.set(`${recipe.as}_jti`, String(JSON.parse(text)))
    return [`${JSON.stringify(name)}:${text}`]
  })
  return `{${texts.join(',')}}`
}

/**
 * Signs the token of a recipe, with the profile's key unless the recipe says otherwise. If it has a `jti` claim, variable `NAME_jti`
 * keeps its value, NAME being the recipe's own variable.
 */
export function mintToken(recipe: TokenRecipe, scope: Scope, profile: Profile): string {
  const alg = recipe.alg ?? profile.signing.alg
  const keyName = recipe.key ?? profile.signing.key
  const key = profile.keys[keyName]
  if (key === undefined) throw new RangeError(`there is no key ${keyName}`)
  const payload = payloadText(recipe, { scope, now: Math.floor(Date.now() / 1000) })
  const header = Buffer.from(headerText(recipe, alg), recipe.header_encoding ?? 'utf8')
  const input = `${header.toString('base64url')}.${Buffer.from(payload, recipe.payload_encoding ?? 'utf8').toString('base64url')}`
  return recipe.unsigned ? `${input}.` : `${input}.${signatureOf({ alg, key, input }).toString('base64url')}`
}
