import type { Account } from '@latchkey/contract'
import { expect, expectTypeOf, test } from 'vitest'
import { startTypedHost } from '../test/typed-host.ts'
import { createLatchkeyClient } from './create-latchkey-client.ts'
import { errorOf } from './wire/error-of.ts'

test('inputs, outputs and errors have the types of the contract', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  const { account } = await session.login({ username: 'alice', password: 'right password' })
  expectTypeOf(account).toEqualTypeOf<Account>()
  expectTypeOf(await api.home.query()).toEqualTypeOf<{ message: string }>()
  expectTypeOf(api.auth.me.query).returns.resolves.toEqualTypeOf<Account>()

  // @ts-expect-error: a query is not called as a mutation
  await expect(api.home.mutate()).rejects.toThrow()
  // @ts-expect-error: text is text
  await expect(api.dashboard.post.mutate({ text: 5 })).rejects.toThrow('refused')
  // @ts-expect-error: there is no such procedure
  await expect(api.dashboard.erase.mutate()).rejects.toThrow('No procedure')
  // @ts-expect-error: a password is needed
  await expect(session.login({ username: 'alice' })).rejects.toThrow('refused')
  const snapshot = await session.refresh()
  expect(() => {
    // @ts-expect-error: a session is a snapshot
    if (snapshot) snapshot.refreshes = 5
  }).toThrow(TypeError)
  // @ts-expect-error: not one of the codes
  expect(errorOf(null).code === 'no_such_code').toBe(false)
})
