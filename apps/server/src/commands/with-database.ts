import { type Database, isMissing, openDatabase } from '../compose-rules.ts'
import { type Config, describeLocation } from '../config/config.ts'
import { inspectConfig, loadConfig } from '../config/load-config.ts'

/** Runs a command's work on the configured database and closes it again, whatever happens. */
export async function withDatabase<T>(work: (database: Database, config: Config) => Promise<T>): Promise<T> {
  const config = await loadConfig()
  const database = await openDatabase(config)
  try {
    return await work(database, config)
  } catch (error) {
    const problem = database.writeProblem(error)
    throw problem === null ? error : new Error(`The database cannot be written: ${problem}. See whether its disk is full or only readable.`)
  } finally {
    await database.close()
  }
}

/** The same for a command that is about what is there already: throws where there is no database yet, and makes none. */
export async function withExistingDatabase<T>(work: (database: Database, config: Config) => Promise<T>): Promise<T> {
  const { database } = await inspectConfig()
  if (isMissing(database))
    throw new Error(`There is no database at ${describeLocation(database)}. See DATABASE_URL; "latchkey migrate" makes a new one.`)
  return withDatabase(work)
}
