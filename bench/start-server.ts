import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ownChild } from './child.ts'

const MAIN = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))

export interface Server extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly address: string
  readonly pid: number
  /** Path of its SQLite file; null if it has none. */
  readonly database: string | null
  /** Milliseconds from its start to its first reply. */
  readonly readyAfter: number
}

/** Starts Latchkey on a free port, on `url` or on a SQLite file in `folder`, and resolves after its first reply. */
export async function startServer(folder: string, signal: AbortSignal, url?: string): Promise<Server> {
  const database = url === undefined ? `${folder}/latchkey.db` : null
  const start = performance.now()
  const child = ownChild(
    spawn(process.execPath, [MAIN, 'serve'], {
      cwd: folder,
      env: settings(url ?? `sqlite:${database}`),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    }),
  )
  try {
    const address = await readyAddress(child)
    await fetch(`${address}/api/protected/`)
    const readyAfter = performance.now() - start
    return { address, database, readyAfter, pid: child.process.pid ?? 0, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() }
  } catch (error) {
    await child[Symbol.asyncDispose]()
    throw error
  }
}

/** The environment of the server: what scripts/with-toolchain.sh sets, and nothing of the caller's, whose settings would change what is measured. */
const settings = (url: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
  PORT: '0',
  DATABASE_URL: url,
  SIMPLE_JWT_SIGNING_KEY: 'a signing key for measurements, as long as one should be: 0123456789abcdef',
  LATCHKEY_THROTTLE: 'off',
  // The tokens of the first round must be good in the last one, however long the rounds are.
  SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '1d',
})

/** Rejects with what the server said, if it ends instead. */
function readyAddress({ process: { stdout, stderr }, closed }: ReturnType<typeof ownChild>): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: unknown): void => {
      output += String(chunk)
      const address = /ready at (http:\/\/\S+?)\/ /.exec(output)?.[1]
      if (address !== undefined) resolve(address)
    }
    stdout?.on('data', listen)
    stderr?.on('data', listen)
    void closed.then(() => reject(new Error(`The server ended before it was ready:\n${output}`)))
  })
}
