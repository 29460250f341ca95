import { type Database, openDatabase } from '../compose-rules.ts'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'

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
