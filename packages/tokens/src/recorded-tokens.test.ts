import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { now, pem, secrets, segmentText, settings } from '../test/settings.ts'
import { decodeToken, decodeUnverified, encodeToken, loadKeys, TokenError } from './index.ts'

interface Recording {
  readonly tokens: readonly {
    readonly alg: string
    readonly name: string
    readonly key: string
    readonly token: string
    readonly header_text: string
    readonly payload_text: string
    readonly deterministic: boolean
  }[]
  readonly probes: readonly { readonly name: string; readonly token: string; readonly accepted: boolean; readonly simplejwt?: string }[]
}

const url = new URL('../../conformance/data/vectors/jwt.json', import.meta.url)
const recording: Recording = JSON.parse(readFileSync(url, 'utf8'))

function keysFor(algorithm: string) {
  if (algorithm.startsWith('HS')) return loadKeys({ algorithm, signingKey: secrets.hs })
  const kind = algorithm.startsWith('ES') ? 'ec' : 'rsa'
  return loadKeys({ algorithm, signingKey: pem(`${kind}_private`), verifyingKey: pem(`${kind}_public`) })
}

const foreignCurveKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' })

function foreignKeysFor(algorithm: string) {
  if (algorithm.startsWith('HS')) return loadKeys({ algorithm, signingKey: secrets.other })
  return loadKeys({ algorithm, signingKey: algorithm.startsWith('ES') ? String(foreignCurveKey) : pem('rsa_other_private') })
}

describe('a token that Django made', () => {
  test.each(recording.tokens)('is read whole: $alg $name', (recorded) => {
    const claims = decodeToken({ ...settings, keys: keysFor(recorded.alg) }, recorded.token, now)
    expect(claims.toPayload()).toBe(recorded.payload_text)
    expect(decodeUnverified(recorded.token)?.toPayload()).toBe(recorded.payload_text)
  })

  test.each(recording.tokens)('is made again from its claims: $alg $name', (recorded) => {
    const own = { ...settings, keys: keysFor(recorded.alg) }
    const token = encodeToken(own, decodeToken(own, recorded.token, now))
    expect(segmentText(token, 0)).toBe(recorded.header_text)
    expect(segmentText(token, 1)).toBe(recorded.payload_text)
    expect(token === recorded.token).toBe(recorded.deterministic)
    expect(decodeToken(own, token, now).toPayload()).toBe(recorded.payload_text)
  })

  test.each(recording.tokens)('is refused under another key: $alg $name', ({ alg, token }) => {
    expect(() => decodeToken({ ...settings, keys: foreignKeysFor(alg) }, token, now)).toThrow(new TokenError('invalid'))
  })
})

describe('the token layer gives PyJWT’s verdict', () => {
  test.each(recording.probes.filter((probe) => probe.accepted))('accepted: $name', ({ token }) => {
    expect(() => decodeToken(settings, token, now)).not.toThrow()
  })

  test.each(recording.probes.filter((probe) => !probe.accepted))('refused: $name', ({ token, simplejwt }) => {
    const reason = simplejwt?.startsWith('TokenBackendExpiredToken') ? 'expired' : 'invalid'
    expect(() => decodeToken(settings, token, now)).toThrow(expect.objectContaining({ name: 'TokenError', reason }))
  })
})
