import { Worker } from 'node:worker_threads'
import { type DiskReport, type DiskThreadData, ORDERS } from './disk-orders.ts'

/** Commits after which the log is copied into the database file: some thousand pages of a busy server. */
const COMMITS_IN_LOG = 64

/** What to do when the disk is done with one commit. */
export interface DiskListener {
  /** From now on commits may be left to `sync`, and the copying of the log. */
  onReady(): void
  /** Everything that was committed before `sync` is durable. It may be said twice. */
  onDurable(): void
  /** The next commit may begin. */
  onIdle(): void
  /** The thread is gone, and whether what was committed last is durable nobody knows. */
  onFailure(error: Error): void
}

/**
 * A thread that waits for the disk in place of the event loop: commits that SQLite does not sync itself are made durable here, and
 * copied from the log into the database file. The thread, with a connection of its own, exists from `start` to `end`.
 */
export class Disk {
  readonly #path: string
  readonly #listener: DiskListener
  readonly #order = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  #worker: Worker | null = null
  #isReady = false
  #isHopeless = false
  #isBusy = false
  #commits = 0
  #whenIdle: (() => void) | null = null

  constructor(path: string, listener: DiskListener) {
    this.#path = path
    this.#listener = listener
  }

  /** Whether `sync` may be called. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Between a `sync` and its `onIdle`: nothing may be committed. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Starts the thread, unless it has been started, or could not be. A database in memory has no disk. */
  start(): void {
    if (this.#worker !== null || this.#isHopeless || this.#path === ':memory:') return
    const workerData: DiskThreadData = { path: this.#path, order: this.#order }
    const worker = new Worker(new URL('./disk-thread.ts', import.meta.url), { workerData, execArgv: [] })
    this.#worker = worker
    // One that has been told to end, or is known to be gone, has nothing more to say.
    const heard = <T>(listen: (said: T) => void) => {
      return (said: T) => {
        if (this.#worker === worker) listen(said)
      }
    }
    worker.on(
      'message',
      heard<DiskReport>((report) => this.#hear(report)),
    )
    worker.on(
      'error',
      heard<unknown>((error) => this.#fail(error instanceof Error ? error : new Error(String(error)))),
    )
    worker.on(
      'exit',
      heard<number>(() => this.#fail(new Error('The thread that waits for the disk ended.'))),
    )
    worker.unref()
  }

  /** Makes durable what has been committed. The process lives until that has happened. */
  sync(): void {
    this.#isBusy = true
    this.#commits += 1
    this.#worker?.ref()
    this.#give(this.#commits % COMMITS_IN_LOG === 0 ? ORDERS.checkpoint : ORDERS.sync)
  }

  /** Resolves once the thread, if any, is gone, after what it was busy with. Nothing may be synced any more. */
  async end(): Promise<void> {
    const worker = this.#worker
    if (worker === null) return
    // What has gathered while it was busy is committed once it is not, and keeps it busy anew.
    while (this.#isBusy) await new Promise<void>((resolve) => (this.#whenIdle = resolve))
    // It may have gone by itself meanwhile.
    if (this.#worker !== worker) return
    this.#isReady = false
    this.#worker = null
    worker.ref()
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve())
      this.#give(ORDERS.end)
    })
  }

  #give(order: number): void {
    Atomics.store(this.#order, 0, order)
    Atomics.notify(this.#order, 0)
  }

  #hear(report: DiskReport): void {
    if (report === 'ready') {
      this.#isReady = true
      this.#listener.onReady()
    } else if (report === 'durable') this.#listener.onDurable()
    else {
      this.#isBusy = false
      this.#worker?.unref()
      this.#listener.onDurable()
      this.#whenIdle?.()
      this.#listener.onIdle()
    }
  }

  #fail(error: Error): void {
    this.#isHopeless = !this.#isReady
    this.#worker = null
    this.#isReady = false
    this.#isBusy = false
    this.#whenIdle?.()
    this.#listener.onFailure(error)
  }
}
