import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailServer, startMailServer } from './mail-server.ts'
import { bearer } from './rest-calls.ts'
import { testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(async () => mail[Symbol.asyncDispose]())

test('mails that may be asked for are limited, by address, by client and by account, and alike for unknown addresses', async () => {
  const env = { ...mail.env, LATCHKEY_THROTTLE: 'on', LATCHKEY_LIMIT_MAIL_ACCOUNT: '2/1h', LATCHKEY_LIMIT_MAIL_ADDRESS: '7/1h' }
  await using limited = await testApp({ env })
  const { access } = await register(limited.base)
  const ask = (email: string) => call(limited.base, 'account.requestPasswordReset', { input: { email } })
  for (const email of ['alice@example.org', 'nobody@example.org']) {
    expect([(await ask(email)).status, (await ask(email.toUpperCase())).status]).toEqual([200, 200])
    const { status, error, headers } = await ask(email)
    expect([status, error?.data.error, Number(headers.get('retry-after')) > 0]).toEqual([429, 'throttled', true])
  }
  const change = (newEmail: string) =>
    call(limited.base, 'account.changeEmail', { input: { newEmail, currentPassword: CREDENTIALS.password }, headers: bearer(access) })
  const changes = [await change('one@example.org'), await change('two@example.org'), await change('three@example.org')]
  expect(changes.map(({ status }) => status)).toEqual([200, 200, 429])
  expect([(await ask('some@example.org')).status, (await ask('other@example.org')).status]).toEqual([200, 429])
  const reached = await limited.database.query
    .selectFrom('latchkey_audit_event')
    .select('details')
    .where('kind', '=', 'limit.reached')
    .execute()
  expect(reached.map(({ details }) => JSON.parse(details).limit)).toEqual(expect.arrayContaining(['mail_account', 'mail_address']))
})

test('a signed-in device cannot guess the password through a change of address', async () => {
  await using limited = await testApp({ env: { ...mail.env, LATCHKEY_THROTTLE: 'on', LATCHKEY_LIMIT_LOGIN_ACCOUNT: '3/1h' } })
  const { access } = await register(limited.base)
  const input = { newEmail: 'eve@example.org', currentPassword: 'wrong password' }
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => call(limited.base, 'account.changeEmail', { input, headers: bearer(access) })),
  )
  expect(replies.filter(({ status }) => status === 400)).toHaveLength(3)
  expect(replies.filter(({ error }) => error?.data.error === 'throttled')).toHaveLength(5)
})

test('without a mail server whoever asks for a mail is told so', async () => {
  await using mute = await testApp()
  const { status, error } = await call(mute.base, 'account.requestPasswordReset', { input: { email: 'anna@example.org' } })
  expect([status, error?.data.error]).toEqual([503, 'mail_not_configured'])
})
