import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATABASES, type TestApp, testApp } from './test-app.ts'

/** How many stories are told; each has another seed in it, and the first is always the same. */
const STORIES = Number(process.env['LATCHKEY_TEST_STORIES'] ?? 40)
const SEED = Number(process.env['LATCHKEY_TEST_SEED'] ?? 20_260)
const GRACE = 30
const CREDENTIALS = { username: 'alice', password: 'correct horse battery' }

/** Whoever acts does so in one of a few logins. */
const login = fc.nat({ max: 2 })
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('refresh'), login, isReplyLost: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 45 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('steal'), login }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('use what was stolen'), login }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('log out'), login }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('log in'), login }) },
  ),
  { minLength: 4, maxLength: 30 },
)

/** What a session should be, told by nothing but what was presented and when. */
class Login {
  /** Every token of the session in the order in which they replaced each other. */
  readonly tokens: string[]
  /** The token that the honest client has, and what a thief has taken. */
  held: string
  stolen: string | null = null
  /** When the current token was issued, in seconds. */
  rotatedAt = Number.NEGATIVE_INFINITY
  isEnded = false
  /** Whether somebody but the client has ever used a token. */
  isRobbed = false
  /** When the first reply was lost that the client still misses, in seconds. */
  missingSince: number | null = null

  constructor(token: string) {
    this.tokens = [token]
    this.held = token
  }

  get current(): string {
    return this.tokens.at(-1) ?? ''
  }

  /** What presenting a token must do at a moment: design of the four cases. */
  expected(token: string, now: number): 'rotate' | 'repeat' | 'end' | 'refuse' {
    if (this.isEnded) return 'refuse'
    if (token === this.current) return 'rotate'
    return token === this.tokens.at(-2) && now - this.rotatedAt < GRACE ? 'repeat' : 'end'
  }
}

class Story {
  readonly #service: TestApp
  readonly #clock: { seconds: number }
  readonly logins: Login[] = []

  constructor(service: TestApp, clock: { seconds: number }) {
    this.#service = service
    this.#clock = clock
  }

  async #post(url: string, payload: Record<string, string>) {
    const reply = await this.#service.app.inject({ method: 'POST', url, payload })
    return { status: reply.statusCode, body: reply.json<Record<string, string>>() }
  }

  async begin(index: number): Promise<void> {
    const { status, body } = await this.#post('/token/', CREDENTIALS)
    expect(status).toBe(200)
    this.logins[index] = new Login(String(body['refresh']))
  }

  async login(index: number): Promise<Login> {
    if (!this.logins[index]) await this.begin(index)
    return this.logins[index] as Login
  }

  /** Presents a token and holds the answer against what must happen; the successor, or null. */
  async #present(login: Login, token: string): Promise<string | null> {
    const now = this.#clock.seconds
    const expected = login.expected(token, now)
    const { status, body } = await this.#post('/token/refresh/', { refresh: token })
    expect([expected, status]).toEqual([expected, expected === 'rotate' || expected === 'repeat' ? 200 : 401])
    if (expected === 'repeat') expect(body['refresh'], 'the same successor').toBe(login.current)
    if (expected === 'end') login.isEnded = true
    if (expected === 'rotate') {
      login.tokens.push(String(body['refresh']))
      login.rotatedAt = now
    }
    return status === 200 ? String(body['refresh']) : null
  }

  async refresh(login: Login, isReplyLost: boolean): Promise<void> {
    const now = this.#clock.seconds
    const isInTime = login.missingSince === null || now - login.missingSince < GRACE
    const wasEnded = login.isEnded
    const successor = await this.#present(login, login.held)
    // The promise to honest clients, said without the model of the session.
    if (!login.isRobbed && !wasEnded && isInTime) expect(successor, 'an honest client is logged out').not.toBeNull()
    if (successor === null) return
    if (isReplyLost) login.missingSince ??= now
    else {
      login.held = successor
      login.missingSince = null
    }
  }

  async useStolen(login: Login): Promise<void> {
    const token = login.stolen
    if (token === null) return
    login.isRobbed = true
    const isBehind = token !== login.current && this.#clock.seconds - login.rotatedAt >= GRACE
    await this.#present(login, token)
    if (isBehind) expect(login.isEnded, 'a second use of a token ends its session').toBe(true)
  }

  async logOut(login: Login): Promise<void> {
    const isCurrent = login.held === login.current && !login.isEnded
    const { status } = await this.#post('/api/logout/', { refresh: login.held })
    expect(status).toBe(isCurrent ? 200 : 401)
    if (isCurrent) login.isEnded = true
  }

  /** At most one token of a session is good, and of one that has ended none. */
  async checkLeaves(): Promise<void> {
    for (const login of this.logins.filter((one) => one !== undefined)) {
      const ids = login.tokens.map((token): string => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).jti)
      const live = await this.#service.database.query
        .selectFrom('token_blacklist_outstandingtoken as token')
        .leftJoin('token_blacklist_blacklistedtoken as spent', 'spent.token_id', 'token.id')
        .select('jti')
        .where('jti', 'in', ids)
        .where('spent.id', 'is', null)
        .execute()
      expect(live.map(({ jti }) => jti)).toEqual(login.isEnded ? [] : [ids.at(-1)])
    }
  }
}

test.each(DATABASES)(
  'on %s, whatever honest clients, lost replies, logouts and thieves do, in whatever order',
  { timeout: 120_000 },
  async (database) => {
    const clock = { seconds: Math.floor(Date.now() / 1000) }
    await using service = await testApp({
      database,
      env: { LATCHKEY_PASSWORD_HASHERS: 'md5', LATCHKEY_THROTTLE: 'off', LATCHKEY_REFRESH_GRACE: String(GRACE) },
      clock: () => new Date(clock.seconds * 1000),
    })
    await service.app.inject({ method: 'POST', url: '/api/register/', payload: CREDENTIALS })
    await fc.assert(
      fc.asyncProperty(steps, async (told) => {
        const story = new Story(service, clock)
        for (const step of told) {
          if (step.kind === 'wait') clock.seconds += step.seconds
          else if (step.kind === 'log in') await story.begin(step.login)
          else {
            const login = await story.login(step.login)
            if (step.kind === 'refresh') await story.refresh(login, step.isReplyLost)
            else if (step.kind === 'steal') login.stolen = login.held
            else if (step.kind === 'use what was stolen') await story.useStolen(login)
            else await story.logOut(login)
          }
        }
        await story.checkLeaves()
      }),
      { numRuns: STORIES, seed: SEED },
    )
  },
)
