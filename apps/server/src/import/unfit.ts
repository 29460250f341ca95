import type { ExactTime, SourceBlacklisted, SourceToken, SourceUser } from './import-source.ts'

const LARGEST_ID = 2_147_483_647

export const isId = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= LARGEST_ID

const isTime = (value: unknown): value is ExactTime =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(value) &&
  !Number.isNaN(Date.parse(`${value.slice(0, 10)}T00:00Z`))

/** PostgreSQL stores no NUL, and SQLite enforces no length. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && [...value].length <= most && !value.includes('\0') && value.isWellFormed()

type Check<Row> = readonly [isFit: (row: Row) => boolean, what: string]

const problemOf = <Row>(checks: readonly Check<Row>[], row: Row): string | null => {
  const failed = checks.find(([isFit]) => !isFit(row))
  return failed ? `unfit ${failed[1]}` : null
}

const USER: readonly Check<SourceUser>[] = [
  [({ id }) => isId(id), 'id'],
  [({ login, username }) => isText(login, 254) && login !== '' && isText(username, 150), 'username'],
  [({ password }) => isText(password, 128), 'password hash'],
  [({ email }) => isText(email, 254), 'e-mail address'],
  [({ firstName, lastName }) => isText(firstName, 150) && isText(lastName, 150), 'name'],
  [({ dateJoined, lastLogin }) => [dateJoined, lastLogin].every((time) => time === null || isTime(time)), 'time'],
]

const TOKEN: readonly Check<SourceToken>[] = [
  [({ jti }) => isText(jti, 255) && jti !== '', 'jti'],
  [({ token }) => isText(token, 65_536), 'token'],
  [({ createdAt, expiresAt }) => isTime(expiresAt) && (createdAt === null || isTime(createdAt)), 'time'],
]

const BLACKLISTED: readonly Check<SourceBlacklisted>[] = [
  [({ jti }) => isText(jti, 255), 'jti'],
  [({ blacklistedAt }) => isTime(blacklistedAt), 'time'],
]

/** Why a row cannot be written as it is; null if it can. */
export const unfitUser = (user: SourceUser): string | null => problemOf(USER, user)
export const unfitToken = (token: SourceToken): string | null => problemOf(TOKEN, token)
export const unfitBlacklisted = (entry: SourceBlacklisted): string | null => problemOf(BLACKLISTED, entry)
