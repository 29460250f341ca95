import { closeSync, fdatasyncSync, fsyncSync, openSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

/** `sync`: make what has been committed durable. `checkpoint`: the same, and copy it into the database file. */
export type DiskOrder = 'sync' | 'checkpoint' | 'end'
/** `ready`: orders are taken from now on. `durable`: as ordered. `idle`: the next commit may begin. */
export type DiskReport = 'ready' | 'durable' | 'idle'

const BUSY_TIMEOUT = 5_000

if (parentPort === null || typeof workerData !== 'string') throw new TypeError('This module is a thread, and takes the path of a database.')
const port = parentPort
const report = (what: DiskReport): void => port.postMessage(what)

// SQLite follows links too before it names the log.
const path = realpathSync(workerData)
const log = openSync(`${path}-wal`, 'r+')
const raw = new BetterSqlite3(path, { fileMustExist: true })
raw.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
// A checkpoint syncs the log before it copies anything, and the file before the log may begin anew.
raw.pragma('synchronous = FULL')
fdatasyncSync(log)
syncFolder(dirname(path))

port.on('message', (order: DiskOrder) => {
  if (order === 'end') {
    raw.close()
    closeSync(log)
    port.close()
    return
  }
  fdatasyncSync(log)
  report('durable')
  // Nothing is committed meanwhile, so the checkpoint reaches the end of the log, which then begins anew instead of growing.
  if (order === 'checkpoint') raw.pragma('wal_checkpoint(PASSIVE)')
  report('idle')
})
report('ready')

/** Makes the log's name as durable as its content; Windows has no need of it and no way to do it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
