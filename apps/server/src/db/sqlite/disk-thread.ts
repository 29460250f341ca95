import { closeSync, fdatasyncSync, fsyncSync, openSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'
import { type DiskReport, type DiskThreadData, ORDERS } from './disk-orders.ts'

const BUSY_TIMEOUT = 5_000

if (parentPort === null) throw new TypeError('This module is a thread.')
const port = parentPort
const report = (what: DiskReport): void => port.postMessage(what)
// The other side is `Disk`, which gives this very type.
const { order, ...given } = workerData as DiskThreadData

// SQLite follows links too before it names the log.
const path = realpathSync(given.path)
const log = openSync(`${path}-wal`, 'r+')
const raw = new BetterSqlite3(path, { fileMustExist: true })
raw.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
// A checkpoint syncs the log before it copies anything, and the file before the log may begin anew.
raw.pragma('synchronous = FULL')
fdatasyncSync(log)
syncFolder(dirname(path))

report('ready')
// To wake a thread that waits like this costs the event loop less than a message to it.
for (let next = take(); next !== ORDERS.end; next = take()) {
  fdatasyncSync(log)
  if (next === ORDERS.checkpoint) {
    report('durable')
    // Nothing is committed meanwhile, so the checkpoint reaches the end of the log, which then begins anew instead of growing.
    raw.pragma('wal_checkpoint(PASSIVE)')
  }
  report('idle')
}
raw.close()
closeSync(log)

function take(): number {
  Atomics.wait(order, 0, ORDERS.none)
  return Atomics.exchange(order, 0, ORDERS.none)
}

/** Makes the log's name as durable as its content; Windows has no need of it and no way to do it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
