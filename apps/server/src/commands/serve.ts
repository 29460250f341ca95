import type { Command } from 'commander'
import { composeApp, type Database, migrate, pendingMigrations } from '../compose.ts'
import type { Config } from '../config/config.ts'
import { withDatabase } from './with-database.ts'

export const addServe = (program: Command): Command =>
  program
    .command('serve')
    .description('run the server; its tables are created or updated first')
    .option('--no-migrate', 'refuse to start on a schema that is not up to date')
    .action((options: { migrate: boolean }) =>
      withDatabase(async (database, config) => {
        await prepareSchema(database, options.migrate)
        await serveUntilStopped(database, config)
      }),
    )

async function prepareSchema(database: Database, mayMigrate: boolean): Promise<void> {
  if (mayMigrate) {
    await migrate(database)
    return
  }
  const pending = await pendingMigrations(database)
  if (pending.length > 0) throw new Error(`The schema is not up to date (${pending.join(', ')}). Run: latchkey migrate`)
}

async function serveUntilStopped(database: Database, config: Config): Promise<void> {
  const { host, port } = config.service
  const app = await composeApp(config, database, { logger: { level: 'warn' } })
  const stopped = stopSignal()
  try {
    const address = await app.listen({ host, port }).catch(sayWhatIsTaken(host, port))
    console.log(`Latchkey is ready at ${address}/ (web app: ${address}/app/). Stop it with Ctrl-C.`)
    warnOfLostCookies(host)
    sayWhichPasswordsAreTaken(config)
    await stopped
  } finally {
    await app.close()
  }
}

/** A Ctrl-C reaches the process several times through the tools that started it; only the first one counts. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
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
