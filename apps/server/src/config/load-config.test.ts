import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from './load-config.ts'
import { ConfigProblems } from './problems.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'latchkey-config-'))

async function problemsOf(env: Record<string, string>, cwd = folder()): Promise<readonly string[]> {
  const failure = await loadConfig({ env, cwd }).catch((error: unknown) => error)
  if (!(failure instanceof ConfigProblems)) throw new Error('expected ConfigProblems', { cause: failure })
  return failure.problems
}

describe('the configuration', () => {
  test('needs nothing: each mount has the lifetimes of the backend that it stands in for', async () => {
    const cwd = folder()
    const { service, mounts, database } = await loadConfig({ env: {}, cwd })
    expect(service).toMatchObject({ host: '127.0.0.1', port: 8000, dialect: '5.2', refreshGrace: 30, refreshReuse: 'end-session' })
    expect(mounts.root).toMatchObject({ accessTokenLifetime: 600, refreshTokenLifetime: 86_400, rotateRefreshTokens: true })
    expect(mounts.auth).toMatchObject({ accessTokenLifetime: 300, refreshTokenLifetime: 86_400, rotateRefreshTokens: false })
    expect(mounts.api).toMatchObject({ accessTokenLifetime: 900, refreshTokenLifetime: 604_800, rotateRefreshTokens: false })
    expect(mounts.trpc).toMatchObject({ accessTokenLifetime: 900, refreshTokenLifetime: 604_800, rotateRefreshTokens: true })
    expect(database).toEqual({ kind: 'sqlite', path: join(cwd, 'data/latchkey.db') })
  })

  test('reports every problem at once, each with the name to mend', async () => {
    const problems = await problemsOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      LATCHKEY_DIALECT: '4',
      SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: 'soon',
      SIMPLE_JWT_SECRET_KEY: 'x',
      LATCHKEY_DAILECT: '5.5',
    })
    expect(problems).toEqual([
      'SIMPLE_JWT_SECRET_KEY was removed from SimpleJWT: use SIMPLE_JWT_SIGNING_KEY',
      'LATCHKEY_DAILECT is not a setting of Latchkey',
      'PORT must be a port number from 0 to 65535',
      'LATCHKEY_DIALECT must be 5.2 or 5.5',
      'SIMPLE_JWT_ACCESS_TOKEN_LIFETIME must be a duration: seconds, or a number with s, m, h, d or w (15m, 7d)',
      'DATABASE_URL must be sqlite:PATH or postgres://…',
    ])
  })

  test('never repeats a secret in a problem', async () => {
    const problems = await problemsOf({ SIMPLE_JWT_SIGNING_KEY: 'hunter2-short' })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^SIMPLE_JWT_SIGNING_KEY /)
    expect(problems.join()).not.toContain('hunter2')
  })

  test('takes no lifetime that could end after the last year that Django and stored times can name', async () => {
    expect(await problemsOf({ SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '999999999d', LATCHKEY_SESSION_LIFETIME: '4000000d' })).toEqual([
      'SIMPLE_JWT_REFRESH_TOKEN_LIFETIME must be at most 2500000d',
      'LATCHKEY_SESSION_LIFETIME must be at most 2500000d',
    ])
    expect(await problemsOf({ SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '2500000d', PORT: 'x' })).toHaveLength(1)
  })

  test('says in which form a limit is given', async () => {
    for (const LATCHKEY_LIMIT_LOGIN_ACCOUNT of ['10', '15m', '10/soon']) {
      expect(await problemsOf({ LATCHKEY_LIMIT_LOGIN_ACCOUNT })).toEqual(['LATCHKEY_LIMIT_LOGIN_ACCOUNT must be like 10/15m, or off'])
    }
  })

  test('names the folder in which it can keep no key', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'file'), '')
    const [problem] = await problemsOf({ DATABASE_URL: 'sqlite:file/latchkey.db' }, cwd)
    expect(problem).toMatch(/^SIMPLE_JWT_SIGNING_KEY is not given, and none can be kept beside the database: \w+: .+file/)
  })

  test('refuses an algorithm that the token core cannot do', async () => {
    expect((await problemsOf({ SIMPLE_JWT_ALGORITHM: 'EdDSA' })).join()).toMatch(/^SIMPLE_JWT_ALGORITHM must be HS256 or /)
  })

  test('a file is beaten by the environment, and one mount by nothing but that', async () => {
    const cwd = folder()
    writeFileSync(
      join(cwd, 'latchkey.config.ts'),
      "export default { accessTokenLifetime: '1h', dialect: '5.5', mounts: { api: { accessTokenLifetime: '2h', rotateRefreshTokens: true } } }",
    )
    const fromFile = await loadConfig({ env: {}, cwd })
    expect(fromFile.service.dialect).toBe('5.5')
    expect([fromFile.mounts.root, fromFile.mounts.api].map((mount) => mount.accessTokenLifetime)).toEqual([3600, 7200])
    expect(fromFile.mounts.api).toMatchObject({ rotateRefreshTokens: true, blacklistAfterRotation: false })
    const fromEnvironment = await loadConfig({ env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '60', LATCHKEY_DIALECT: '5.2' }, cwd })
    expect(fromEnvironment.service.dialect).toBe('5.2')
    expect([fromEnvironment.mounts.root, fromEnvironment.mounts.api].map((mount) => mount.accessTokenLifetime)).toEqual([60, 60])
  })

  test('a file with a name that nobody reads is refused, inside a mount too', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'latchkey.config.ts'), 'export default { accesTokenLifetime: 5, mounts: { api: { prot: 1 }, app: {} } }')
    expect(await problemsOf({}, cwd)).toEqual([
      'mounts.app in the config file: mounts are root, auth, api, trpc',
      'accesTokenLifetime in the config file is not a setting of Latchkey',
      'mounts.api.prot in the config file is not a setting of Latchkey',
    ])
  })

  test('a file that was named and is missing is a problem', async () => {
    expect((await problemsOf({ LATCHKEY_CONFIG: 'gone.ts' })).join()).toMatch(/^LATCHKEY_CONFIG: there is no file/)
  })

  test('the typed face rotates whatever is said', async () => {
    const { mounts } = await loadConfig({ env: { SIMPLE_JWT_ROTATE_REFRESH_TOKENS: 'off' }, cwd: folder() })
    expect(mounts.trpc).toMatchObject({ rotateRefreshTokens: true, blacklistAfterRotation: true })
    expect(mounts.root.rotateRefreshTokens).toBe(false)
  })
})

describe('the user model', () => {
  const withFile = (text: string): string => {
    const cwd = folder()
    writeFileSync(join(cwd, 'latchkey.config.ts'), `export default ${text}`)
    return cwd
  }

  test('says only what differs from that of Django', async () => {
    const cwd = withFile(`{
      userModel: { table: 'people', loginColumn: 'phone', columns: { id: 'uid', last_name: null }, extra: { vip: false } },
      userIdField: 'phone',
    }`)
    const { userModel, simpleJwt } = await loadConfig({ env: {}, cwd })
    expect(userModel).toMatchObject({ table: 'people', login: 'username', extra: { vip: false }, profile: { table: 'latchkey_profile' } })
    expect(userModel.columns).toMatchObject({ id: 'uid', username: 'phone', last_name: null, email: 'email' })
    expect(simpleJwt.userIdField).toBe('username')
  })

  test('is refused with every name to mend', async () => {
    const cwd = withFile(`{
      userModel: { table: 'a b', colums: {}, columns: { id: null }, extra: { tags: [] } },
      registration: { fields: ['username', 'nickname'] },
      claims: {},
      userIdField: 'uuid',
    }`)
    const problems = await problemsOf({}, cwd)
    for (const name of ['userModel.table', 'userModel.columns.id', 'userModel.extra.tags', 'registration.fields.1', 'claims']) {
      expect(problems).toContainEqual(expect.stringContaining(`${name}: `))
    }
    expect(problems).toContainEqual(expect.stringMatching(/^userModel: .*colums/))
    expect(problems).toContain('SIMPLE_JWT_USER_ID_FIELD must be id or username or email')
  })

  test('and the registration must ask for what people log in with', async () => {
    const cwd = withFile("{ userModel: { table: 'people', loginColumn: 'email' }, registration: { fields: ['username', 'password'] } }")
    expect(await problemsOf({}, cwd)).toEqual(['registration.fields: must name email, which users log in with (in the config file)'])
  })
})

describe('the signing key', () => {
  test('is made once, random, and readable by its owner alone', async () => {
    const cwd = folder()
    await loadConfig({ env: {}, cwd })
    const path = join(cwd, 'data/latchkey.db.key')
    const key = readFileSync(path, 'utf8')
    expect(key.trim().length).toBeGreaterThanOrEqual(64)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await loadConfig({ env: {}, cwd })
    expect(readFileSync(path, 'utf8')).toBe(key)
  })

  test('is not made for a configuration that is refused', async () => {
    const cwd = folder()
    await problemsOf({ PORT: 'x' }, cwd)
    expect(existsSync(join(cwd, 'data'))).toBe(false)
  })

  test('comes from a file without its last line break, and begins with @ only when that is doubled', async () => {
    const cwd = folder()
    const key = 'a key of some length that stands in a file'
    writeFileSync(join(cwd, 'key'), `${key}\n`)
    const secretOf = async (value: string) =>
      (await loadConfig({ env: { SIMPLE_JWT_SIGNING_KEY: value }, cwd })).keys.signingKey?.export().toString()
    expect(await secretOf('@key')).toBe(key)
    expect(await secretOf(`@@${key}`)).toBe(`@${key}`)
    expect((await problemsOf({ SIMPLE_JWT_SIGNING_KEY: `@${key}` })).join()).not.toContain(key)
    expect(await problemsOf({ SIMPLE_JWT_SIGNING_KEY: '' })).toEqual(['SIMPLE_JWT_SIGNING_KEY is empty: give a key, or leave the name out'])
  })

  test('must be given for an algorithm with two keys', async () => {
    expect(await problemsOf({ SIMPLE_JWT_ALGORITHM: 'RS256' })).toEqual(['SIMPLE_JWT_SIGNING_KEY must be given for RS256: a PEM, or @FILE'])
  })
})
