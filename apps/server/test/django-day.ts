import { bearer, post } from './rest-calls.ts'

/** Of the settings that the day runs under, in SimpleJWT's names. */
export const DAY_SETTINGS = { SIMPLE_JWT_UPDATE_LAST_LOGIN: '1', SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '86400' }

interface Manifest {
  readonly users: readonly { username: string; cleartext: string | null }[]
  readonly tokens: readonly { kind: string; token: string; refresh_status: number }[]
}

/** A day's work of a server beside Django, over REST: Django itself can do the same. */
export async function workADay(base: string, { users, tokens }: Manifest): Promise<void> {
  const live = tokens.filter(({ kind, refresh_status: status }) => kind === 'live' && status === 200).map(({ token }) => token)
  const password = 'A new day begins 7'
  const expectStatus = async (expected: number, reply: Promise<{ status: number; text: string }>) => {
    const { status, text } = await reply
    if (status !== expected) throw new Error(`${status} instead of ${expected}: ${text}`)
  }
  await expectStatus(201, post(base, '/api/register/', { username: 'newcomer', email: 'new.Comer@Example.COM', password }))
  await expectStatus(400, post(base, '/api/register/', { username: 'newcomer', email: '', password }))
  const pair = (await post(base, '/api/token/', { username: 'newcomer', password })).json()
  for (const name of ['m_md5', 'm_pbkdf2_django42', 'm_pbkdf2_sha256']) {
    const user = users.find(({ username }) => username === name)
    await expectStatus(200, post(base, '/auth/token/', { username: name, password: user?.cleartext }))
    await expectStatus(401, post(base, '/auth/token/', { username: name, password: 'wrong' }))
  }
  await expectStatus(200, post(base, '/auth/token/refresh/', { refresh: live[0] }))
  await expectStatus(200, post(base, '/token/refresh/', { refresh: live[0] }))
  await expectStatus(401, post(base, '/token/refresh/', { refresh: live[0] }))
  await expectStatus(200, post(base, '/api/token/blacklist/', { refresh: live[1] }))
  await expectStatus(205, post(base, '/logout/', { refresh_token: pair['refresh'] }, bearer(String(pair['access']))))
  await expectStatus(200, post(base, '/api/token/sliding/', { username: 'newcomer', password }))
}
