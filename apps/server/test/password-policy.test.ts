import { afterAll, beforeAll, expect, test } from 'vitest'
import { bearer, post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'
import { type TestApp, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

let service: TestApp
beforeAll(async () => {
  service = await testApp()
})
afterAll(async () => service[Symbol.asyncDispose]())

const registering = (password: string) =>
  call(service.base, 'auth.register', { input: { username: 'hamilton', email: 'margaret@apollo.example', password } })

test.each([
  ['password1', ['This password is too common.']],
  ['84719265034', ['This password is entirely numeric.']],
  ['Hamilton69', ['The password is too similar to the username.']],
  ['apollo.example', ['The password is too similar to the email address.']],
  ['latchkey-1', ['The password is too similar to the name of this service.']],
  ['short', ['Use at least 8 characters.']],
  ['x'.repeat(1025), ['Use at most 1024 characters.']],
])('a registration on the typed face is refused the password %s', async (password, messages) => {
  const { status, error } = await registering(password)
  expect(status).toBe(400)
  expect(error?.data).toMatchObject({ error: 'invalid_input', fields: { password: messages } })
})

test('a password may be long, and needs neither digits nor capitals', async () => {
  for (const [username, password] of [
    ['plain', 'onlysmallletters'],
    ['spaced', 'a few words with spaces'],
    ['long', 'é🔑'.repeat(512)],
  ]) {
    expect((await call(service.base, 'auth.register', { input: { username, password } })).status, username).toBe(200)
    expect((await call(service.base, 'auth.login', { input: { username, password } })).status, username).toBe(200)
  }
})

test('a change of the password is held to the policy, and a refused one changes nothing', async () => {
  const { access } = await register(service.base, 'katherine')
  const change = (newPassword: string) =>
    call(service.base, 'account.changePassword', { input: { currentPassword: CREDENTIALS.password, newPassword }, headers: bearer(access) })
  expect((await change('kathering0')).error?.data.fields).toEqual({ newPassword: ['The password is too similar to the username.'] })
  expect((await change('iloveyou1')).error?.data.fields).toEqual({ newPassword: ['This password is too common.'] })
  expect((await call(service.base, 'auth.login', { input: { ...CREDENTIALS, username: 'katherine' } })).status).toBe(200)
})

test('the REST registration takes any password, and with the setting only those that the policy takes', async () => {
  expect((await post(service.base, '/api/register/', { username: 'rest', password: '1' })).status).toBe(201)
  const validators = JSON.stringify([{ NAME: 'MinimumLengthValidator', OPTIONS: { min_length: 12 } }])
  await using strict = await testApp({
    env: { LATCHKEY_PASSWORD_VALIDATORS: 'django', LATCHKEY_AUTH_PASSWORD_VALIDATORS: validators },
  })
  const refused = await post(strict.base, '/api/register/', { username: 'rest', password: 'elevenchars' })
  expect(refused.json()).toEqual({ password: ['This password is too short. It must contain at least 12 characters.'] })
  expect((await post(strict.base, '/api/register/', { username: 'rest', password: '123456789012' })).status).toBe(201)
})

test('a password from the operator is held to the policy unless it is overridden, and the start says which one is not', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder()
  const created = await run(folder.path, ['createsuperuser', '--no-input', '--username', 'root'], { DJANGO_SUPERUSER_PASSWORD: 'root' })
  expect(created).toMatchObject({ code: 0, output: expect.stringContaining('The password is too similar to the username.') })
  const setPassword = (password: string, ...options: string[]) =>
    run(folder.path, ['users', 'set-password', 'root', '--password-stdin', ...options], {}, `${password}\n`)
  const refused = await setPassword('12345678')
  expect(refused.code).toBe(1)
  expect(refused.output).toContain('This password is too common.\nThis password is entirely numeric.\nNothing was changed.')
  expect((await setPassword('12345678', '--any-password')).code).toBe(0)
  await using server = await startServer(folder.path)
  expect((await post(server.base, '/api/login/', { username: 'root', password: '12345678' })).status).toBe(200)
  expect(server.output()).toContain('POST /api/register/ takes any password.')
})
