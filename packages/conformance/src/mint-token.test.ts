import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { TokenRecipe } from './case-format.ts'
import { dataPath } from './data-folder.ts'
import { mintToken } from './mint-token.ts'
import { profileNamed } from './profiles.ts'
import { Scope } from './scope.ts'
import { isSigned, signatureOf } from './signature.ts'

function decoded(token: string): { header: string; payload: string; signature: Buffer; input: string } {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const text = (segment: string) => Buffer.from(segment, 'base64url').toString('utf8')
  return { header: text(header), payload: text(payload), signature: Buffer.from(signature, 'base64url'), input: `${header}.${payload}` }
}

function minted(recipe: Omit<TokenRecipe, 'as'>, scope = new Scope(), profile = 'default') {
  return decoded(mintToken({ as: 'tok', ...recipe }, scope, profileNamed(profile)))
}

function now(): number {
  return Math.floor(Date.now() / 1000)
}

test('a recipe without claims gives a good access token of the fixture user', () => {
  const scope = new Scope()
  const before = now()
  const { header, payload, signature, input } = minted({}, scope)
  expect(header).toBe('{"alg":"HS256","typ":"JWT"}')
  const [, exp, iat, jti] =
    /^\{"token_type":"access","exp":(\d+),"iat":(\d+),"jti":"([0-9a-f]{32})","user_id":"900001"\}$/.exec(payload) ?? []
  expect(Number(exp) - Number(iat)).toBe(300)
  expect(Number(iat)).toBeGreaterThanOrEqual(before)
  expect(Number(iat)).toBeLessThanOrEqual(now())
  expect(scope.get('tok_jti')).toBe(jti)
  expect(isSigned({ alg: 'HS256', key: profileNamed('default').keys['hs'] ?? '', input, signature })).toBe(true)
})

test('claims are written in their order, each directive in its own way', () => {
  const scope = new Scope()
  scope.set('uid', '42')
  const claims = {
    b: { $var: 'uid' },
    a: { $varint: 'uid' },
    t: { $tpl: 'user-{{uid}}' },
    r: { $raw: '1e3' },
    gone: { $omit: true },
    deep: { $unknown: [1, null] },
    text: 'é',
  }
  expect(minted({ exact: true, claims }, scope).payload).toBe(
    '{"b":"42","a":42,"t":"user-42","r":1e3,"deep":{"$unknown":[1,null]},"text":"é"}',
  )
})

test('claims are laid over the good token without moving those that it has', () => {
  const { payload } = minted({ claims: { user_id: 7, jti: { $omit: true }, extra: true } })
  expect(payload).toMatch(/^\{"token_type":"access","exp":\d+,"iat":\d+,"user_id":7,"extra":true\}$/)
})

test('a raw payload has its times and ids filled in', () => {
  const { payload } = minted({ payload_raw: '{"exp":@now+60@, "iat":@now@,"old":@now-5@,"jti":"@hex32@"}' })
  const [, exp, iat, old] = /^\{"exp":(\d+), "iat":(\d+),"old":(\d+),"jti":"[0-9a-f]{32}"\}$/.exec(payload) ?? []
  expect([Number(exp) - Number(iat), Number(old) - Number(iat)]).toEqual([60, -5])
})

test('header fields are added, replaced and left out, or the header is taken as it is', () => {
  expect(minted({ header: { kid: 'k1', typ: { $omit: true } } }).header).toBe('{"alg":"HS256","kid":"k1"}')
  expect(minted({ header: { alg: 'none' } }).header).toBe('{"alg":"none","typ":"JWT"}')
  expect(minted({ header_raw: '{"typ":"JWT"}' }).header).toBe('{"typ":"JWT"}')
})

test('an unsigned token ends in a dot', () => {
  expect(mintToken({ as: 'tok', unsigned: true }, new Scope(), profileNamed('default'))).toMatch(/^[\w-]+\.[\w-]+\.$/)
})

test('a key that is not there and an algorithm that is none are refused', () => {
  expect(() => minted({ key: 'nobody' })).toThrow(new RangeError('there is no key nobody'))
  expect(() => minted({ alg: 'none' })).toThrow(new TypeError('cannot sign with none'))
})

test.each([
  ['rs256', 'RS256', 'rsa_private', 'rsa_public'],
  ['es256', 'ES256', 'ec_private', 'ec_public'],
  ['default', 'PS256', 'rsa_private', 'rsa_public'],
])('under profile %s a token signed with %s verifies with the public key and no other', (profile, alg, key, publicKey) => {
  const { keys } = profileNamed(profile)
  const { header, signature, input } = minted({ alg, key }, new Scope(), profile)
  expect(header).toBe(`{"alg":"${alg}","typ":"JWT"}`)
  expect(isSigned({ alg, key: keys[publicKey] ?? '', input, signature })).toBe(true)
  expect(isSigned({ alg, key: keys[publicKey] ?? '', input: `${input}x`, signature })).toBe(false)
})

interface TokenVector {
  readonly name: string
  readonly alg: string
  readonly key: string
  readonly token: string
  readonly deterministic: boolean
}

const { tokens }: { tokens: readonly TokenVector[] } = JSON.parse(readFileSync(dataPath('vectors/jwt.json'), 'utf8'))

test('signatures that PyJWT made are taken, and come out the same where the algorithm always gives the same', () => {
  const { keys } = profileNamed('default')
  expect(tokens.some(({ deterministic }) => deterministic)).toBe(true)
  for (const { name, alg, key, token, deterministic } of tokens) {
    const { input, signature } = decoded(token)
    expect(isSigned({ alg, key: keys[key] ?? '', input, signature }), name).toBe(true)
    if (!deterministic) continue
    const ours = signatureOf({ alg, key: keys[key.replace('_public', '_private')] ?? '', input })
    expect(ours.toString('hex'), name).toBe(signature.toString('hex'))
  }
})
