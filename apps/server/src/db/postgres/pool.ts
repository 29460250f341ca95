import pg from 'pg'

const INT8 = 20
/** Milliseconds that a request waits for a connection, new or free. */
const CONNECT_TIMEOUT = 10_000
/** Milliseconds beyond the statement timeout after which the server itself is taken to be gone. */
const ANSWER_MARGIN = 5_000

const types: pg.CustomTypesConfig = {
  // Ids and counts of rows, none of which comes near the end of JavaScript's integers.
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export interface PoolOptions {
  readonly size: number
  /** Milliseconds that a statement may take; null for as long as it likes. */
  readonly statementTimeout: number | null
  readonly readOnly?: boolean
}

/** A pool of connections that send what is asked of them without waiting for the answer to what was asked before. */
export function createPool(url: string, { size, statementTimeout, readOnly = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withLibpqMeaning(url),
    types,
    pipeline: true,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    fallback_application_name: 'latchkey',
    ...(statementTimeout === null ? {} : { statement_timeout: statementTimeout, query_timeout: statementTimeout + ANSWER_MARGIN }),
  })
  // A connection that breaks fails what was asked of it and is replaced at the next use; unheard, its error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // The answer is read by nobody: a connection that fails here fails with its first query as well.
    if (readOnly) client.query('set default_transaction_read_only = on').catch(() => {})
  })
  return pool
}

/** The URL so that `sslmode` means what it means to psql and to Django: `require` encrypts, `verify-full` also looks at the certificate. */
function withLibpqMeaning(url: string): string {
  if (!/[?&]sslmode=/.test(url) || /[?&]uselibpqcompat=/.test(url)) return url
  return `${url}&uselibpqcompat=true`
}
