import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type MailServer, PUBLIC_URL, startMailServer } from './mail-server.ts'
import { bearer } from './rest-calls.ts'
import { SUPERUSER, signInAs } from './staff.ts'
import { DATABASES, type TestApp, testApp } from './test-app.ts'
import { CREDENTIALS, call } from './typed-call.ts'

const NEW_PASSWORD = 'a fresh battery staple'
const RESET = /Choose a new password/
const VERIFY = /Verify your address/
const CONFIRM = /Confirm your new address/
const HOUR = 3_600_000

let mail: MailServer
let service: TestApp
let ahead = 0
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(async () => mail[Symbol.asyncDispose]())
afterEach(() => {
  ahead = 0
})

let count = 0
/** A new account with a name and an address of its own. */
async function person() {
  count += 1
  const username = `person${count}`
  const email = `${username}@example.org`
  const { data } = await call(service.base, 'auth.register', { input: { username, email, password: CREDENTIALS.password } })
  return { username, email, access: String(data?.['access']), refresh: String(data?.['refresh']) }
}

type Person = Awaited<ReturnType<typeof person>>

const requestReset = (email: string, headers: Record<string, string> = {}) =>
  call(service.base, 'account.requestPasswordReset', { input: { email }, headers })
const reset = (token: string, newPassword = NEW_PASSWORD) => call(service.base, 'account.resetPassword', { input: { token, newPassword } })
const verify = (token: string) => call(service.base, 'account.verifyEmail', { input: { token } })
const login = async (username: string, password: string) =>
  (await call(service.base, 'auth.login', { input: { username, password } })).status
const me = async ({ access }: Person) => (await call(service.base, 'auth.me', { method: 'GET', headers: bearer(access) })).data

async function resetLink({ email }: Person) {
  await requestReset(email)
  return mail.mailTo(email, RESET)
}

async function verificationLink({ email, access }: Person) {
  await call(service.base, 'account.requestEmailVerification', { headers: bearer(access) })
  return mail.mailTo(email, VERIFY)
}

const changeEmail = ({ access }: Person, newEmail: string, currentPassword = CREDENTIALS.password) =>
  call(service.base, 'account.changeEmail', { input: { newEmail, currentPassword }, headers: bearer(access) })

const setInDatabase = (username: string, change: { email?: string; password?: string }) =>
  service.database.query.updateTable('auth_user').set(change).where('username', '=', username).execute()

describe.each(DATABASES)('on %s', (database) => {
  beforeAll(async () => {
    service = await testApp({ database, env: { ...mail.env }, clock: () => new Date(Date.now() + ahead) })
  })
  afterAll(async () => service[Symbol.asyncDispose]())

  describe('a forgotten password', () => {
    test('a mailed link sets a new one, once, and ends every session', async () => {
      const anna = await person()
      const { token, recipients } = await resetLink(anna)
      expect(recipients).toEqual([anna.email])
      expect((await reset(token)).status).toBe(200)
      expect(await login(anna.username, CREDENTIALS.password)).toBe(401)
      expect(await login(anna.username, NEW_PASSWORD)).toBe(200)
      expect((await call(service.base, 'auth.refresh', { input: { refresh: anna.refresh } })).status).toBe(401)
      expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(anna.access) })).status).toBe(401)
      expect((await reset(token, 'another fresh password')).error?.data.error).toBe('one_time_token_not_valid')
      await mail.mailTo(anna.email, /password .* was changed/)
    })

    test('the link begins with the public address, whatever the request says of its host', async () => {
      const anna = await person()
      const lies = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'host=evil.example',
        origin: 'https://evil.example',
      }
      await requestReset(anna.email, lies)
      const { link, text, html } = await mail.mailTo(anna.email, RESET)
      expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/app/reset-password#token=[\\w-]{43}$`))
      expect(html).toContain(`href="${link}"`)
      expect(text).toContain('for 1 hour')
      expect(text + html).not.toContain('evil')
    })

    test('nobody learns who has an address, and mail goes to the stored one alone', async () => {
      const [anna, idle, elsewhere, last] = [await person(), await person(), await person(), await person()]
      await service.database.query
        .updateTable('auth_user')
        .set({ is_active: service.database.values.toBoolean(false) })
        .where('username', '=', idle.username)
        .execute()
      await setInDatabase(elsewhere.username, { password: '!unusable' })
      const answer = await requestReset('nobody@example.org')
      const lookAlikes = [anna.email.replace('o', 'ο'), anna.email.replace('s', 'ſ'), anna.email.replace('person', 'ｐerson')]
      for (const email of [...lookAlikes, `${anna.email}\r\nBcc: evil`, idle.email, elsewhere.email]) {
        const { status, text } = await requestReset(email)
        expect([status, text], email).toEqual([answer.status, answer.text])
      }
      await requestReset(last.email.toUpperCase())
      expect((await mail.mailTo(last.email, RESET)).recipients).toEqual([last.email])
      const people = [anna, idle, elsewhere].map(({ email }) => email)
      expect(
        mail.received.filter(({ recipients }) => recipients.some((to) => people.includes(to) || !to.endsWith('@example.org'))),
      ).toEqual([])
    })

    test('a password that the policy refuses is the error of its field, and the link still works', async () => {
      const anna = await person()
      const { token } = await resetLink(anna)
      expect((await reset(token, 'password1')).error?.data.fields).toEqual({ newPassword: ['This password is too common.'] })
      expect((await reset(token, `${anna.username}!`)).error?.data.fields).toEqual({
        newPassword: ['The password is too similar to the username.'],
      })
      expect((await reset(token)).status).toBe(200)
    })

    test('of parallel uses of one link exactly one succeeds', async () => {
      const anna = await person()
      const { token } = await resetLink(anna)
      const replies = await Promise.all(['first', 'second', 'third'].map((word) => reset(token, `the ${word} new password`)))
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    })

    test('neither database nor audit trail holds the token', async () => {
      const anna = await person()
      const { token } = await resetLink(anna)
      const { query } = service.database
      const rows = [
        await query.selectFrom('latchkey_one_time_token').selectAll().execute(),
        await query.selectFrom('latchkey_audit_event').selectAll().execute(),
      ]
      expect(rows[0]?.length).toBeGreaterThan(0)
      expect(JSON.stringify(rows)).not.toContain(token)
      await reset(token)
      const kinds = await query
        .selectFrom('latchkey_audit_event')
        .select('kind')
        .where('username', '=', anna.username)
        .orderBy('id')
        .execute()
      expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['password.reset_requested', 'password.reset']))
    })
  })

  describe('a token that is not good', () => {
    const WRONG = '{"error":"one_time_token_not_valid"}'
    /** What a caller learns of the refusal, and that nothing has changed. */
    async function refusal(anna: Person, answer: ReturnType<typeof call>) {
      const { status, error } = await answer
      expect(status).toBe(400)
      expect(await login(anna.username, NEW_PASSWORD)).toBe(401)
      return JSON.stringify({ error: error?.data.error })
    }

    test('truncated, longer, forged, empty or in another form', async () => {
      const anna = await person()
      const { token } = await resetLink(anna)
      const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
      for (const wrong of [token.slice(0, -1), `${token}A`, ` ${token}`, forged, '', '\0', '\ud800', "' or 1=1 --", token.repeat(500)]) {
        expect(await refusal(anna, reset(wrong)), wrong.slice(0, 50)).toBe(WRONG)
        expect((await verify(wrong)).error?.data.error).toBe('one_time_token_not_valid')
      }
      expect((await reset(token)).status).toBe(200)
    })

    test('mailed for something else', async () => {
      const anna = await person()
      expect(await refusal(anna, reset((await verificationLink(anna)).token))).toBe(WRONG)
      expect(await refusal(anna, verify((await resetLink(anna)).token))).toBe(WRONG)
    })

    test('older than its life, or than a newer one', async () => {
      const anna = await person()
      const { token: older } = await resetLink(anna)
      await requestReset(anna.email)
      await expect.poll(() => mail.received.filter(({ recipients }) => recipients.includes(anna.email)).length).toBe(2)
      const { token: newer } = await mail.mailTo(anna.email, RESET)
      expect(await refusal(anna, reset(older))).toBe(WRONG)
      ahead = HOUR + 1_000
      expect(await refusal(anna, reset(newer))).toBe(WRONG)
      ahead = 0
      expect((await reset(newer)).status).toBe(200)
    })

    test('of an account whose password or address has changed since, also by another program', async () => {
      const anna = await person()
      const { token: first } = await resetLink(anna)
      const change = { currentPassword: CREDENTIALS.password, newPassword: 'yet another password' }
      expect((await call(service.base, 'account.changePassword', { input: change, headers: bearer(anna.access) })).status).toBe(200)
      await mail.mailTo(anna.email, /password .* was changed/)
      expect(await refusal(anna, reset(first))).toBe(WRONG)
      const berta = await person()
      const { token: second } = await resetLink(berta)
      const { token: third } = await verificationLink(berta)
      await setInDatabase(berta.username, { email: 'elsewhere@example.org' })
      expect(await refusal(berta, reset(second))).toBe(WRONG)
      expect(await refusal(berta, verify(third))).toBe(WRONG)
    })

    test('of an account that is inactive now', async () => {
      const anna = await person()
      const { token } = await resetLink(anna)
      await service.database.query
        .updateTable('auth_user')
        .set({ is_active: service.database.values.toBoolean(false) })
        .where('username', '=', anna.username)
        .execute()
      expect(await refusal(anna, reset(token))).toBe(WRONG)
    })
  })

  describe('an address', () => {
    test('is verified by a mailed link, once', async () => {
      const anna = await person()
      expect(await me(anna)).toMatchObject({ profile: { verified: false } })
      const { token, link } = await verificationLink(anna)
      expect(link).toContain(`${PUBLIC_URL}/app/verify-email#token=`)
      expect((await verify(token)).data).toEqual({ email: anna.email })
      expect(await me(anna)).toMatchObject({ email: anna.email, profile: { verified: true } })
      expect((await verify(token)).error?.data.error).toBe('one_time_token_not_valid')
      expect((await call(service.base, 'account.requestEmailVerification', { headers: bearer(anna.access) })).status).toBe(200)
      const berta = await person()
      await verificationLink(berta)
      expect(mail.received.filter(({ recipients }) => recipients.includes(anna.email))).toHaveLength(1)
    })

    test('changes with the current password and a link to the new one; the old one is told, and its links are dead', async () => {
      const anna = await person()
      const { token: reset1 } = await resetLink(anna)
      const moved = `moved-${anna.email}`
      expect((await changeEmail(anna, moved, 'wrong password')).error?.data.fields).toEqual({
        currentPassword: ['This is not your current password.'],
      })
      expect((await changeEmail(anna, anna.email)).error?.data.fields).toEqual({ newEmail: ['This is your address already.'] })
      expect((await changeEmail(anna, moved)).status).toBe(200)
      const { token, html } = await mail.mailTo(moved, CONFIRM)
      expect(html).toContain(moved)
      expect((await mail.mailTo(anna.email, /A new address for your account/)).text).toContain(moved)
      expect(await me(anna)).toMatchObject({ email: anna.email, profile: { verified: false } })
      expect((await verify(token)).data).toEqual({ email: moved })
      expect(await me(anna)).toMatchObject({ email: moved, profile: { verified: true } })
      expect((await mail.mailTo(anna.email, /has a new address/)).text).toContain(moved)
      expect((await reset(reset1)).error?.data.error).toBe('one_time_token_not_valid')
    })

    test('cannot be one that is none', async () => {
      const anna = await person()
      for (const wrong of [
        '',
        'anna',
        'anna@',
        'a@b@c.org',
        'anna@example.org\r\nBcc: x@example.net',
        'anna@example.org\0',
        `${'a'.repeat(250)}@example.org`,
      ]) {
        expect((await changeEmail(anna, wrong)).error?.data.error, wrong).toBe('invalid_input')
      }
    })

    test('that staff give to an account is not verified, and links to the one before are dead', async () => {
      const anna = await person()
      await verify((await verificationLink(anna)).token)
      const { token } = await resetLink(anna)
      const id = (await me(anna))?.['id']
      const admin = await signInAs(service, `staff-of-${anna.username}`, SUPERUSER)
      await admin.post('admin.users.update', { id, email: anna.email, fullName: 'Anna' })
      expect(await me(anna)).toMatchObject({ profile: { fullName: 'Anna', verified: true } })
      await admin.post('admin.users.update', { id, email: `new-${anna.email}` })
      expect(await me(anna)).toMatchObject({ email: `new-${anna.email}`, profile: { verified: false } })
      expect((await reset(token)).error?.data.error).toBe('one_time_token_not_valid')
    })

    test('that is missing cannot be verified', async () => {
      const { data } = await call(service.base, 'auth.register', { input: { username: 'nameless', password: CREDENTIALS.password } })
      const { error } = await call(service.base, 'account.requestEmailVerification', { headers: bearer(String(data?.['access'])) })
      expect(error?.data.fields).toEqual({ email: ['This account has no e-mail address.'] })
    })
  })
})
