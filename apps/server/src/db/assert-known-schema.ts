import type { TableMetadata } from 'kysely'
import { checkUserModel, KINDS, type Kind } from './check-user-model.ts'
import type { Database } from './database.ts'
import { UnknownSchema } from './unknown-schema.ts'

const TOKEN_TABLES: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  token_blacklist_outstandingtoken: {
    id: 'integer',
    token: 'text',
    created_at: 'time',
    expires_at: 'time',
    user_id: 'integer',
    jti: 'text',
  },
  token_blacklist_blacklistedtoken: { id: 'integer', blacklisted_at: 'time', token_id: 'integer' },
}

/** Tables of a database of others that are named to its operator. */
const NAMED_TABLES = 5

/** Throws {@link UnknownSchema} if the database holds neither nothing nor Django's tables as we know them. Changes nothing. */
export async function assertKnownSchema(database: Database): Promise<void> {
  const tables = new Map((await database.tables()).map((table) => [table.name, table]))
  checkUserModel(database, tables)
  refuseOthers(database.users.model.table, [...tables.keys()])
  const problems = Object.entries(TOKEN_TABLES).flatMap(([name, columns]) => problemsOf(tables.get(name), columns))
  if (problems.length > 0) throw new UnknownSchema(problems.join('\n'))
}

/** Where Django has never been, tables without a user among them are somebody else's. */
function refuseOthers(userTable: string, names: readonly string[]): void {
  const others = names.filter((name) => !name.startsWith('latchkey_'))
  if (others.length === 0 || names.includes(userTable)) return
  const more = others.length > NAMED_TABLES ? `, and ${others.length - NAMED_TABLES} more` : ''
  throw new UnknownSchema(
    `The database has tables (${others.slice(0, NAMED_TABLES).join(', ')}${more}) but no ${userTable}; nothing was changed. Name a database that is empty, or one of Django.`,
  )
}

function problemsOf(table: TableMetadata | undefined, known: Readonly<Record<string, Kind>>): string[] {
  if (!table) return []
  return Object.entries(known).flatMap(([name, kind]) => {
    const column = table.columns.find((one) => one.name === name)
    if (!column) return [`${table.name} has no column ${name}.`]
    return KINDS[kind].test(column.dataType)
      ? []
      : [`${table.name}.${name} is of type ${column.dataType}, and Latchkey takes ${kind} there.`]
  })
}
