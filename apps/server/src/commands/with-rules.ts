import { type Composed, composeRules, type Database, migrate } from '../compose-rules.ts'
import type { Config } from '../config/config.ts'
import { withDatabase, withExistingDatabase } from './with-database.ts'

type Work = (rules: Composed, database: Database, config: Config) => Promise<void>

/** Runs a command's work by the rules, on the database of `withExistingDatabase`, whose schema is up to date then. */
export const withRules = (work: Work): Promise<void> => within(work, withExistingDatabase)

/** The same for a command with which a database may begin: makes one where there is none. */
export const withNewRules = (work: Work): Promise<void> => within(work, withDatabase)

const within = (work: Work, open: typeof withDatabase): Promise<void> =>
  open(async (database, config) => {
    await migrate(database)
    await work(await composeRules(config, database), database, config)
  })
