import cluster, { type Worker } from 'node:cluster'
import { setTimeout } from 'node:timers/promises'

/** Milliseconds before a worker that died is replaced: at first, and at most when one dies after the other. */
const FIRST_DELAY = 100
const LONGEST_DELAY = 30_000
/** Milliseconds that a worker has to have lived for its death to be no sign of a lasting trouble. */
const STEADY = 60_000
/** Milliseconds that workers get to finish what they are doing. */
const PATIENCE = 10_000
/** Milliseconds after its end in which a worker may still be heard. */
const LAST_WORDS = 500

/** What a worker tells the process that started it when it cannot serve. */
interface Complaint {
  readonly problem: string
}

const isComplaint = (message: unknown): message is Complaint => typeof message === 'object' && message !== null && 'problem' in message

/** To be called in a worker that cannot serve: its word is passed on, once for all workers. */
export function complain(error: unknown): void {
  process.exitCode = 1
  const problem = error instanceof Error ? error.message : String(error)
  process.send?.({ problem } satisfies Complaint, () => cluster.worker?.disconnect())
}

/**
 * Runs the same command in `count` processes that share its port, and replaces those that die. Calls `onReady` with the port once all
 * of them listen; resolves when all are gone after `stopped`. Throws what the first worker says that cannot serve from the start.
 */
export async function runWorkers(count: number, { stopped, onReady }: { stopped: Promise<void>; onReady: (port: number) => void }) {
  const pool = new Workers(count)
  try {
    const port = await Promise.race([pool.start(), stopped])
    if (port === undefined) return
    onReady(port)
    await stopped
  } finally {
    await pool.stop()
  }
}

class Workers {
  readonly #count: number
  readonly #alive = new Map<Worker, number>()
  #deaths = 0
  #isStopping = false

  constructor(count: number) {
    this.#count = count
  }

  /** Resolves with the port once all listen. */
  async start(): Promise<number> {
    const ports = await Promise.all(Array.from({ length: this.#count }, () => this.#startOne()))
    return ports[0] ?? 0
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const gone = [...this.#alive.keys()].map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())))
    for (const { process: child } of this.#alive.keys()) child.kill('SIGTERM')
    const over = new AbortController()
    const late = setTimeout(PATIENCE, undefined, { signal: over.signal }).then(
      () => {
        for (const { process: child } of this.#alive.keys()) child.kill('SIGKILL')
      },
      () => {},
    )
    await Promise.all(gone)
    over.abort()
    await late
  }

  #startOne(): Promise<number> {
    const worker = this.#fork()
    return new Promise((resolve, reject) => {
      worker.once('listening', ({ port }) => {
        this.#replaceWhenDead(worker)
        resolve(port)
      })
      worker.on('message', (message: unknown) => {
        if (isComplaint(message)) reject(new Error(message.problem))
      })
      worker.once('exit', async (code, signal) => {
        // What it said last may be heard after its end.
        await setTimeout(LAST_WORDS)
        reject(new Error(`A worker ended at its start (${signal ?? code}).`))
      })
    })
  }

  #fork(): Worker {
    const worker = cluster.fork()
    this.#alive.set(worker, Date.now())
    worker.once('exit', () => this.#alive.delete(worker))
    return worker
  }

  #replaceWhenDead(worker: Worker): void {
    const since = Date.now()
    const replace = async (): Promise<void> => {
      if (this.#isStopping) return
      this.#deaths = Date.now() - since > STEADY ? 0 : this.#deaths + 1
      const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#deaths)
      console.error(`A worker ended; another one is started in ${delay / 1000} s.`)
      await setTimeout(delay, undefined, { ref: false })
      if (this.#isStopping) return
      const another = this.#fork()
      another.on('message', (message: unknown) => {
        if (isComplaint(message)) console.error(message.problem)
      })
      this.#replaceWhenDead(another)
    }
    if (worker.isDead()) void replace()
    else worker.once('exit', () => void replace())
  }
}
