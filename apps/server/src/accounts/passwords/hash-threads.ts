import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type HashJob, type HashReport, type HashTask, STRETCH } from './hash-jobs.ts'
import { hasherOf } from './hashers.ts'

/** Jobs that wait here for a thread at most, for each thread there may be. The rest waits in line elsewhere. */
const JOBS_FOR_EACH = 4

interface Pending {
  readonly job: HashJob
  resolve(report: HashReport): void
  reject(error: Error): void
}

interface Listener {
  onReports(reports: readonly HashReport[]): void
  /** The thread is gone, with these jobs left; `hasWorked` if it ever reported one. */
  onEnd(end: { left: readonly Pending[]; hasWorked: boolean; failure: Error }): void
}

/** One thread and what it has been given. It keeps the process alive only while it has something to do. */
class HashThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #hasWorked = false

  constructor(module: URL, { onReports, onEnd }: Listener) {
    this.#worker = new Worker(module, { execArgv: [] })
    let failure = new Error('A thread that hashes passwords ended.')
    this.#worker.on('message', (reports: readonly HashReport[]) => {
      this.#hasWorked = true
      for (const report of reports) this.#settle(report)
      onReports(reports)
    })
    this.#worker.on('error', (error: unknown) => {
      if (error instanceof Error) failure = error
    })
    this.#worker.on('exit', () => onEnd({ left: [...this.#pending.values()], hasWorked: this.#hasWorked, failure }))
    this.#worker.unref()
  }

  get isFree(): boolean {
    return this.#pending.size === 0
  }

  /** Milliseconds of work that it has been given, if jobs take as long as `usual` tells. */
  work(usual: (cost: string) => number): number {
    let sum = 0
    for (const { job } of this.#pending.values()) sum += usual(job.cost)
    return sum
  }

  give(pending: Pending): void {
    if (this.isFree) this.#worker.ref()
    this.#pending.set(pending.job.number, pending)
    this.#worker.postMessage(pending.job)
  }

  #settle(report: HashReport): void {
    const pending = this.#pending.get(report.number)
    this.#pending.delete(report.number)
    if (this.isFree) this.#worker.unref()
    if ('failure' in report.outcome) pending?.reject(new Error(report.outcome.failure))
    else pending?.resolve(report)
  }
}

/** How a check went: null if nobody can read the hash string. Times are those of its report. */
export interface Checked extends Pick<HashReport, 'cost' | 'took' | 'held'> {
  readonly matches: boolean | null
}

/**
 * Threads that do nothing but hash, each started when all that there are have something to do. The process's own pool would leave
 * files and names to be looked up waiting behind passwords, and has four threads on any machine.
 *
 * A thread is given quick jobs ahead, so that it need not wait for the event loop between them; a slow one, or one of which nobody
 * knows how long it takes, waits until a thread has nothing else to do, for nothing quick should wait behind it.
 */
export class HashThreads {
  readonly #module: URL
  #most: number
  readonly #threads = new Set<HashThread>()
  readonly #line: Pending[] = []
  /** Milliseconds that the last job of a cost took. */
  readonly #usual = new Map<string, number>()
  #number = 0

  constructor(most: number = availableParallelism(), module: URL = new URL('./hash-thread.ts', import.meta.url)) {
    this.#most = most
    this.#module = module
  }

  /** How many jobs should be here at once: enough to keep every thread busy. */
  get capacity(): number {
    return this.#most * JOBS_FOR_EACH
  }

  /** How many there are now. */
  get size(): number {
    return this.#threads.size
  }

  /** Takes no more than a share of the cores, where so many processes hash, this one among them. */
  shareAmong(processes: number): void {
    this.#most = Math.ceil(availableParallelism() / processes)
  }

  /** Checks a password. Rejects if the thread ends. */
  async verify(password: string, encoded: string): Promise<Checked> {
    const cost = hasherOf(encoded)?.costOf(encoded) ?? ''
    const { outcome, took, held } = await this.#run({ kind: 'check', password, encoded }, cost)
    const answer = 'answer' in outcome ? outcome.answer : null
    return { matches: answer === null ? null : answer === true, cost, took, held }
  }

  /** Hashes a password in a format. Rejects with the message of what the hasher throws, or for a format that nobody knows. */
  async hash(password: string, algorithm: string): Promise<string> {
    const { outcome } = await this.#run({ kind: 'write', password, algorithm }, algorithm)
    if ('answer' in outcome && typeof outcome.answer === 'string') return outcome.answer
    throw new TypeError(`Unknown password format ${algorithm}.`)
  }

  #run(task: HashTask, cost: string): Promise<HashReport> {
    return new Promise((resolve, reject) => {
      this.#number += 1
      this.#line.push({ job: { number: this.#number, cost, task }, resolve, reject })
      this.#giveOut()
    })
  }

  #giveOut(): void {
    for (let [next] = this.#line; next !== undefined; [next] = this.#line) {
      const thread = this.#threadFor(next.job)
      if (thread === null) return
      this.#line.shift()
      thread.give(next)
    }
  }

  #threadFor({ cost }: HashJob): HashThread | null {
    const usual = (cost: string): number => this.#usual.get(cost) ?? Number.POSITIVE_INFINITY
    let least: HashThread | null = null
    let leastWork = Number.POSITIVE_INFINITY
    for (const thread of this.#threads) {
      if (thread.isFree) return thread
      const work = thread.work(usual)
      if (work >= leastWork) continue
      least = thread
      leastWork = work
    }
    if (this.size < this.#most) return this.#start()
    return leastWork + usual(cost) <= STRETCH.given ? least : null
  }

  #start(): HashThread {
    const thread: HashThread = new HashThread(this.#module, {
      onReports: (reports) => this.#note(reports),
      onEnd: ({ left, hasWorked, failure }) => {
        this.#threads.delete(thread)
        // One that could not even start, as in a folder that has been replaced, leaves its work to those that could.
        if (hasWorked || this.size === 0) for (const { reject } of left) reject(failure)
        else {
          this.#most = this.size
          this.#line.unshift(...left)
        }
        this.#giveOut()
      },
    })
    this.#threads.add(thread)
    return thread
  }

  #note(reports: readonly HashReport[]): void {
    for (const { cost, took } of reports) this.#usual.set(cost, took)
    this.#giveOut()
  }
}

/** Those of this process. */
export const hashThreads = new HashThreads()
