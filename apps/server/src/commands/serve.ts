import cluster from 'node:cluster'
import { type Command, InvalidArgumentError } from 'commander'
import { type Database, migrate, pendingMigrations, shareCores } from '../compose-rules.ts'
import type { Config } from '../config/config.ts'
import { complain, runWorkers } from './serve-workers.ts'
import { withDatabase } from './with-database.ts'

export const addServe = (program: Command): Command =>
  program
    .command('serve')
    .description('run the server; its tables are created or updated first')
    .option('--no-migrate', 'refuse to start on a schema that is not up to date')
    .option('--workers <number>', 'processes that share the port and the database', wholeNumber, 1)
    .action(({ migrate: mayMigrate, workers }: { migrate: boolean; workers: number }) => {
      if (cluster.isWorker) {
        shareCores(workers)
        return withDatabase(serveAsWorker).catch(complain)
      }
      if (workers > 1) return serveWithWorkers(workers, mayMigrate)
      return withDatabase(async (database, config) => {
        await prepareSchema(database, mayMigrate)
        await serveUntilStopped(database, config)
      })
    })

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return number
}

async function prepareSchema(database: Database, mayMigrate: boolean): Promise<void> {
  if (mayMigrate) {
    await migrate(database)
    return
  }
  const pending = await pendingMigrations(database)
  if (pending.length > 0) throw new Error(`The schema is not up to date (${pending.join(', ')}). Run: latchkey migrate`)
}

async function serveUntilStopped(database: Database, config: Config): Promise<void> {
  const stopped = signalled('SIGINT', 'SIGTERM')
  const { app, address } = await listen(database, config)
  try {
    sayReady(address, config)
    await stopped
  } finally {
    await app.close()
  }
}

/** The schema is prepared here, once for all; the workers open the database by themselves. */
async function serveWithWorkers(count: number, mayMigrate: boolean): Promise<void> {
  const stopped = signalled('SIGINT', 'SIGTERM')
  const config = await withDatabase(async (database, config) => {
    if (config.database.kind === 'sqlite' && config.database.path === ':memory:')
      throw new Error('Workers cannot share a database in memory.')
    await prepareSchema(database, mayMigrate)
    return config
  })
  const { host } = config.service
  const onReady = (port: number): void => {
    sayReady(`http://${host.includes(':') ? `[${host}]` : host}:${port}`, config)
  }
  await runWorkers(count, { stopped, onReady })
}

async function serveAsWorker(database: Database, config: Config): Promise<void> {
  // A Ctrl-C reaches workers as well: it is for the process that started them to stop them.
  process.on('SIGINT', () => {})
  const stopped = signalled('SIGTERM')
  const { app } = await listen(database, config)
  await stopped
  await app.close()
  cluster.worker?.disconnect()
}

async function listen(database: Database, config: Config) {
  const { host, port } = config.service
  // The faces are no load for the process that only watches its workers, nor for other commands.
  const { composeApp } = await import('../compose.ts')
  const app = await composeApp(config, database, { logger: { level: 'warn' } })
  try {
    return { app, address: await app.listen({ host, port }).catch(sayWhatIsTaken(host, port)) }
  } catch (error) {
    await app.close()
    throw error
  }
}

function sayReady(address: string, config: Config): void {
  console.log(`Latchkey is ready at ${address}/ (web app: ${address}/app/). Stop it with Ctrl-C.`)
  warnOfLostCookies(config.service.host)
  sayWhichPasswordsAreTaken(config)
}

/** A Ctrl-C reaches the process several times through the tools that started it; only the first one counts. */
const signalled = (...signals: NodeJS.Signals[]): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve())
  })

const sayWhatIsTaken =
  (host: string, port: number) =>
  (error: unknown): never => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken ? new Error(`Port ${port} of ${host} is taken by another program. Set PORT to another one.`) : error
  }

function warnOfLostCookies(host: string): void {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return
  console.log('Browsers keep the web app signed in only over https (or on this machine): put a proxy with TLS in front.')
}

/** The backends that `/api/` stands in for take any password: an operator should know that the service does, too, until told otherwise. */
function sayWhichPasswordsAreTaken({ service }: Config): void {
  if (service.passwordValidators === 'django') return
  console.log('POST /api/register/ takes any password. LATCHKEY_PASSWORD_VALIDATORS=django holds it to the policy of the typed face.')
}
