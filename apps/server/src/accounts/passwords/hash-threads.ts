import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { HashJob, HashReport, NumberedJob } from './hash-jobs.ts'

/** Jobs that a thread is given at most: what it is at, what it reports together with that, and as many to go on with at once. */
const AHEAD = 4

interface Pending {
  resolve(report: HashReport): void
  reject(error: Error): void
}

/** One thread and what it has been given. It keeps the process alive only while it has something to do. */
class HashThread {
  readonly #worker = new Worker(new URL('./hash-thread.ts', import.meta.url), { execArgv: [] })
  readonly #pending = new Map<number, Pending>()
  #number = 0

  constructor(onEnd: () => void) {
    let failure = new Error('A thread that hashes passwords ended.')
    this.#worker.on('message', (reports: readonly HashReport[]) => {
      for (const report of reports) this.#settle(report)
    })
    this.#worker.on('error', (error: unknown) => {
      if (error instanceof Error) failure = error
    })
    this.#worker.on('exit', () => {
      onEnd()
      for (const { reject } of this.#pending.values()) reject(failure)
      this.#pending.clear()
    })
    this.#worker.unref()
  }

  get jobs(): number {
    return this.#pending.size
  }

  run(job: HashJob): Promise<HashReport> {
    return new Promise((resolve, reject) => {
      if (this.#pending.size === 0) this.#worker.ref()
      this.#number += 1
      this.#pending.set(this.#number, { resolve, reject })
      const message: NumberedJob = { number: this.#number, job }
      this.#worker.postMessage(message)
    })
  }

  #settle(report: HashReport): void {
    const pending = this.#pending.get(report.number)
    this.#pending.delete(report.number)
    if (this.#pending.size === 0) this.#worker.unref()
    if (report.error instanceof Error) pending?.reject(report.error)
    else pending?.resolve(report)
  }
}

/**
 * Threads that do nothing but hash, as many as there are cores, each started when all that there are have something to do. The
 * process's own pool would leave files and names to be looked up waiting behind passwords, and has four threads on any machine.
 */
export class HashThreads {
  readonly #most: number
  readonly #threads = new Set<HashThread>()

  constructor(most: number = availableParallelism()) {
    this.#most = most
  }

  /** How many jobs they take so that none of them ever waits for the event loop. More only queue up. */
  get capacity(): number {
    return this.#most * AHEAD
  }

  /** How many there are now. */
  get size(): number {
    return this.#threads.size
  }

  /** Checks a password and tells how many milliseconds of work that was; `matches` is null if nobody can read the hash string. */
  async verify(password: string, encoded: string): Promise<{ matches: boolean | null; took: number }> {
    const { answer, took } = await this.#run({ kind: 'check', password, encoded })
    return { matches: answer === null ? null : answer === true, took }
  }

  /** Hashes a password in a format. Rejects with what the hasher throws, or for a format that nobody knows. */
  async hash(password: string, algorithm: string): Promise<string> {
    const { answer } = await this.#run({ kind: 'write', password, algorithm })
    if (typeof answer !== 'string') throw new TypeError(`Unknown password format ${algorithm}.`)
    return answer
  }

  #run(job: HashJob): Promise<HashReport> {
    const free = this.#leastBusy()
    return (free === null || (free.jobs > 0 && this.size < this.#most) ? this.#start() : free).run(job)
  }

  #leastBusy(): HashThread | null {
    let least: HashThread | null = null
    for (const thread of this.#threads) if (least === null || thread.jobs < least.jobs) least = thread
    return least
  }

  #start(): HashThread {
    const thread: HashThread = new HashThread(() => this.#threads.delete(thread))
    this.#threads.add(thread)
    return thread
  }
}

/** Those of this process: its cores are the same whoever hashes. */
export const hashThreads = new HashThreads()
