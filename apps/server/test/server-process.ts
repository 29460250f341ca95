import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../src/main.ts')
/** What scripts/with-toolchain.sh sets, and nothing else of ours. */
const TOOLCHAIN = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' }

/** A folder that is gone again when the test is over. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** What a command says and how it ends. Its environment is `env` and nothing of ours but the PATH; its standard input is `input`. */
export async function run(cwd: string, args: readonly string[], env: Record<string, string> = {}, input = '') {
  const child = spawnMain(cwd, args, env)
  child.stdin?.end(input)
  return outcomeOf(child)
}

async function outcomeOf(child: ChildProcess): Promise<{ code: number; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
  const [code] = await once(child, 'close')
  return { code: Number(code), output }
}

/** The same, where no file may become larger than so many blocks of 512 bytes: as on a full disk, what is written beyond that fails. */
export async function runWithoutRoom(cwd: string, args: readonly string[], blocks: number) {
  const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`
  const env = { ...TOOLCHAIN, NODE_DISABLE_COMPILE_CACHE: '1' }
  return outcomeOf(spawn('sh', ['-c', limited, 'sh', process.execPath, MAIN, ...args], { cwd, env, stdio: 'pipe' }))
}

export interface ServerProcess extends AsyncDisposable {
  readonly base: string
  readonly child: ChildProcess
  /** What it has printed up to now. */
  output(): string
}

/** `latchkey serve` as an operator starts it, on a free port and without limits; resolves once it says that it is ready. */
export async function startServer(cwd: string, env: Record<string, string> = {}, args: readonly string[] = []): Promise<ServerProcess> {
  const child = spawnMain(cwd, ['serve', ...args], { PORT: '0', LATCHKEY_THROTTLE: 'off', ...env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
  const base = await readyAddress(child)
  return {
    base,
    child,
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'close')
    },
  }
}

export const spawnMain = (cwd: string, args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...TOOLCHAIN, ...env },
    stdio: 'pipe',
  })

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: unknown): void => {
      output += String(chunk)
      const address = /ready at (http:\/\/\S+?)\/ /.exec(output)?.[1]
      if (address) resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('close', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)))
  })
}
