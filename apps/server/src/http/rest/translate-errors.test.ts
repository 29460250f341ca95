import { AuthError, TOKEN_REFUSALS } from '@latchkey/contract'
import { describe, expect, test } from 'vitest'
import { BearerRefused } from '../../sessions/bearer-refused.ts'
import { translateError } from './translate-errors.ts'
import { tokenWording } from './wording.ts'

const newer = tokenWording('5.5', 'refresh_exp')
const older = tokenWording('5.2', 'refresh_exp')

describe('a refused token', () => {
  test('is forged or expired in the newer dialect, one of the two in the older one', () => {
    expect([newer.invalid, newer.expired]).toEqual(['Token is invalid', 'Token is expired'])
    expect([older.invalid, older.expired]).toEqual(['Token is invalid or expired', 'Token is invalid or expired'])
  })

  test('has a code, unless its account is at fault', () => {
    for (const reason of TOKEN_REFUSALS) {
      const { status, data } = translateError(new AuthError('token_not_valid', { reason }), newer)
      expect(status).toBe(401)
      expect(data).toEqual(reason === 'no_active_account' ? { detail: newer[reason] } : { detail: newer[reason], code: 'token_not_valid' })
    }
  })

  test('names the configured claim', () => {
    expect(tokenWording('5.5', 'until').no_refresh_exp).toBe("Token has no 'until' claim")
    expect(tokenWording('5.5', 'until').refresh_expired).toBe("Token 'until' claim has expired")
  })
})

test('a bearer that no class takes hears from each of them, in order', () => {
  const refused = new BearerRefused([
    { tokenClass: 'AccessToken', reason: 'wrong_type' },
    { tokenClass: 'SlidingToken', reason: 'expired' },
  ])
  expect(translateError(refused, newer)).toMatchObject({
    status: 401,
    data: {
      detail: 'Given token not valid for any token type',
      code: 'token_not_valid',
      messages: [
        { token_class: 'AccessToken', token_type: 'access', message: 'Token has wrong type' },
        { token_class: 'SlidingToken', token_type: 'sliding', message: 'Token is expired' },
      ],
    },
  })
})

test.each(['user_not_found', 'user_inactive', 'password_changed'] as const)('%s is its own code', (code) => {
  expect(translateError(new AuthError(code), newer)).toMatchObject({ status: 401, data: { code } })
})

test('a busy server says when to come back', () => {
  expect(translateError(new AuthError('too_busy', { retryAfter: 7 }), newer)).toMatchObject({
    status: 503,
    headers: { 'retry-after': '7' },
  })
})

test('refused input is told field by field', () => {
  const fields = { username: ['A user with that username already exists.'] }
  expect(translateError(new AuthError('invalid_input', { fields }), newer)).toMatchObject({ status: 400, data: fields })
})
