import { parseArgs } from 'node:util'
import type { Database } from '../apps/server/src/db/database.ts'
import { migrate } from '../apps/server/src/db/migrate.ts'
import { openDatabaseAt } from '../apps/server/src/db/open-database.ts'
import type { Unit } from '../apps/server/src/db/unit.ts'

const TOKENS_EACH = 5
/** Users that are written in one transaction. */
const BATCH = 20_000
const DAY = 86_400_000
/** Milliseconds that a batch may take. */
const PATIENCE = 600_000

const HELP = `Usage: node bench/fill-database.ts DATABASE_URL [--users N]

Adds N users (default 1000000) who cannot log in, each with a session of ${TOKENS_EACH} refresh tokens, to a database of Latchkey.
`

/** Adds users, sessions and outstanding tokens in bulk, for measurements on a large database. */
export async function fillDatabase(url: string, users: number, report: (count: number) => void = () => {}): Promise<void> {
  const location = url.startsWith('sqlite:')
    ? ({ kind: 'sqlite', path: url.slice('sqlite:'.length) } as const)
    : ({ kind: 'postgres', url } as const)
  const database = await openDatabaseAt(location, { statementTimeout: PATIENCE })
  try {
    await migrate(database)
    const newest = await database.query.selectFrom('auth_user').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
    const first = (newest?.id ?? 0) + 1
    for (let from = first; from < first + users; from += BATCH) {
      const to = Math.min(from + BATCH, first + users) - 1
      await database.write(() => batch(database, from, to))
      report(to - first + 1)
    }
  } finally {
    await database.close()
  }
}

function* batch(database: Database, from: number, to: number): Unit<void> {
  const { values } = database
  const now = new Date()
  const at = values.toTime(now)
  const until = values.toTime(new Date(now.getTime() + DAY))
  const [yes, no] = [values.toBoolean(true), values.toBoolean(false)]
  const { series, hex } = database.locksRows ? POSTGRES : SQLITE
  const users = series(from, to)
  const tokens = series((from - 1) * TOKENS_EACH + 1, to * TOKENS_EACH)
  const owner = `(i + ${TOKENS_EACH - 1}) / ${TOKENS_EACH}`

  yield statement(
    `insert into auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
    ${users} select i, '!', $1, 'filler' || i, '', '', 'filler' || i || '@example.com', $2, $3, $4 from n`,
    [no, no, yes, at],
  )
  yield statement(
    `insert into token_blacklist_outstandingtoken (jti, token, user_id, created_at, expires_at)
    ${tokens} select ${hex('i')}, 'unsigned', ${owner}, $1, $2 from n`,
    [at, until],
  )
  yield statement(
    `insert into latchkey_session (id, user_id, created_at, last_seen_at, expires_at, user_agent, ip, current_jti, current_issued_at, current_expires_at)
    ${users} select ${hex('i')}, i, $1, $2, $3, '', '', ${hex(`i * ${TOKENS_EACH}`)}, $4, $5 from n`,
    [at, at, until, Math.floor(now.getTime() / 1000), Math.floor((now.getTime() + DAY) / 1000)],
  )
  yield statement(
    `insert into latchkey_session_token (token_id, session_id)
    select outstanding.id, latchkey_session.id from token_blacklist_outstandingtoken as outstanding
    join latchkey_session on latchkey_session.user_id = outstanding.user_id where outstanding.user_id between $1 and $2`,
    [from, to],
  )
  yield* database.reserveIds('auth_user', 'id')

  function statement(text: string, parameters: readonly unknown[]) {
    // Either database has its own way to write a parameter.
    return { sql: database.locksRows ? text : text.replaceAll(/\$\d/g, '?'), parameters } as never
  }
}

interface Series {
  series(from: number, to: number): string
  /** 32 digits that differ for each number and are in no order, as those of real tokens. */
  hex(number: string): string
}

const SPREAD = 2_654_435_761
const MASK = 0xffff_ffff

const SQLITE: Series = {
  series: (from, to) => `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`,
  hex: (number) => `printf('%08x%024x', ((${number}) * ${SPREAD}) & ${MASK}, ${number})`,
}

const POSTGRES: Series = {
  series: (from, to) => `with n(i) as (select generate_series(${from}, ${to}))`,
  hex: (number) =>
    `lpad(to_hex((cast(${number} as bigint) * ${SPREAD}) & ${MASK}), 8, '0') || lpad(to_hex(cast(${number} as bigint)), 24, '0')`,
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { users: { type: 'string', default: '1000000' } } })
  const [url] = positionals
  const users = Number(values.users)
  if (url === undefined || !Number.isInteger(users) || users < 1) {
    console.error(HELP)
    process.exitCode = 2
    return
  }
  await fillDatabase(url, users, (count) => process.stderr.write(`\r${count} of ${users} users`))
  process.stderr.write('\n')
}

if (import.meta.main) await main()
