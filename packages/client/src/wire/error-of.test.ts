import { expect, test } from 'vitest'
import { startTypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'
import { errorOf } from './error-of.ts'

const NOTHING = { code: null, fields: null, reason: null }

test('refused input names its fields', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  const failure = errorOf(await session.register({ username: 'a b', password: 'short' }).catch((error: unknown) => error))
  expect(failure.code).toBe('invalid_input')
  expect(failure.fields).toEqual({
    username: ['Use only letters, numbers and @ . + - _'],
    password: ['Use at least 8 characters.'],
  })
})

test('a lost connection and a foreign error have no code', async () => {
  const { session } = createLatchkeyClient({ url: 'http://127.0.0.1:9/trpc' })
  expect(errorOf(await session.login({ username: 'a', password: 'b' }).catch((error: unknown) => error))).toEqual(NOTHING)
  expect(errorOf(new Error('anything'))).toEqual(NOTHING)
  expect(errorOf(undefined)).toEqual(NOTHING)
})
