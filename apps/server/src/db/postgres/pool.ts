import pg from 'pg'

const INT8 = 20
/** Statements that a connection keeps prepared; what is built anew for every call must not fill the server's memory. */
const PREPARED_STATEMENTS = 500

const types: pg.CustomTypesConfig = {
  // Ids and counts of rows, none of which comes near the end of JavaScript's integers.
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** A pool of connections that send what is asked of them without waiting for the answer to what was asked before. */
export function createPool(url: string, { readOnly }: { readOnly: boolean }): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, types, pipeline: true } as pg.PoolConfig)
  // A connection that breaks fails what was asked of it and is replaced at the next use; unheard, its error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // The answer is read by nobody: a connection that fails here fails with its first query as well.
    if (readOnly) client.query('set default_transaction_read_only = on').catch(() => {})
  })
  return pool
}

const names = new Map<string, string>()

/** The name under which every connection prepares this text once, or undefined where too many have one already. */
export function statementName(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= PREPARED_STATEMENTS) return known
  const name = `latchkey_${names.size + 1}`
  names.set(sql, name)
  return name
}
