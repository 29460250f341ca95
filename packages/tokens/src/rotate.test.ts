import { describe, expect, test } from 'vitest'
import { jti, keys, now, seconds, segmentText, settings } from '../test/settings.ts'
import { Claims, mintRefresh, mintSliding, refreshSliding, rotateRefresh } from './index.ts'

const later = new Date(now.getTime() + 60_000)

describe('the successor of a refresh token', () => {
  test('has every claim in its place, with a new id and new times', () => {
    const parent = Claims.fromPayload(`{"x":1.0,"jti":"${jti}","10":2,"exp":3,"token_type":"refresh","iat":4,"2":5,"user_id":"42"}`)
    const successor = rotateRefresh(settings, parent, { now })
    expect(segmentText(successor.token, 1)).toBe(
      `{"x":1.0,"jti":"${successor.jti}","10":2,"exp":${seconds + 86_400},"token_type":"refresh","iat":${seconds},"2":5,"user_id":"42"}`,
    )
    expect(successor.jti).not.toBe(jti)
    expect(Number.parseInt(successor.jti.slice(0, 12), 16)).toBe(now.getTime())
    expect(successor).toMatchObject({ issuedAt: seconds, expiresAt: seconds + 86_400 })
    expect(parent.get('jti')).toBe(jti)
  })

  test('has an iat at the end if its parent has none', () => {
    const successor = rotateRefresh(settings, Claims.fromPayload('{"exp":1,"jti":"x","user_id":7}'), { now })
    expect([...successor.claims.names()]).toStrictEqual(['exp', 'jti', 'user_id', 'iat'])
  })

  test.each([keys.hs, keys.rs])('comes again in the same bytes from its record ($algorithm)', (own) => {
    const parent = mintRefresh({ ...settings, keys: own }, { userId: 42, claims: [['bio', 'é']], now })
    const first = rotateRefresh({ ...settings, keys: own }, parent.claims, { now })
    const { issuedAt, expiresAt } = first
    const again = rotateRefresh({ ...settings, keys: own }, parent.claims, { now: later, from: { jti: first.jti, issuedAt, expiresAt } })
    expect(again.token).toBe(first.token)
    expect(again).toMatchObject({ jti: first.jti, issuedAt, expiresAt })
    expect(rotateRefresh({ ...settings, keys: own }, parent.claims, { now }).token).not.toBe(first.token)
  })

  test.each([keys.ps, keys.es])('comes again with the same claims from its record ($algorithm)', (own) => {
    const parent = mintRefresh({ ...settings, keys: own }, { userId: 42, now })
    const first = rotateRefresh({ ...settings, keys: own }, parent.claims, { now })
    const again = rotateRefresh({ ...settings, keys: own }, parent.claims, { now: later, from: first })
    expect(segmentText(again.token, 1)).toBe(segmentText(first.token, 1))
  })
})

test('a refreshed sliding token has new times and everything else as before', () => {
  const minted = mintSliding(settings, { userId: 42, now })
  const refreshed = refreshSliding(settings, minted.claims, later)
  expect(segmentText(refreshed.token, 1)).toBe(
    segmentText(minted.token, 1)
      .replace(`"exp":${seconds + 300}`, `"exp":${seconds + 360}`)
      .replace(`"iat":${seconds}`, `"iat":${seconds + 60}`),
  )
  expect(refreshed).toMatchObject({ jti: minted.jti, issuedAt: seconds + 60, expiresAt: seconds + 360 })
})
