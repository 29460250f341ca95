import type { SealStore } from './seal-store.ts'

/** Milliseconds between two looks for new events, and events in one seal. */
const INTERVAL = 10_000
const BATCH = 500

/** Seals all events that are not sealed yet. */
export async function sealAll(store: SealStore, clock: () => Date): Promise<void> {
  for (;;) {
    const sealed = await store.sealNext(clock(), BATCH)
    // Another process is at it: it goes on with the rest as well.
    if (sealed === null || sealed < BATCH) return
  }
}

/** Seals new events in the background. Any number of processes may do so: one of them seals, the others find nothing left. */
export class Sealer {
  readonly #environment: { store: SealStore; clock: () => Date; report: (error: unknown) => void }
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(environment: { store: SealStore; clock: () => Date; report: (error: unknown) => void }) {
    this.#environment = environment
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#seal(), INTERVAL).unref()
  }

  /** Seals what is left, and stops. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#seal()
    await this.#running
  }

  #seal(): void {
    const { store, clock, report } = this.#environment
    // A failure now is made up for at the next look.
    this.#running = this.#running.then(() => sealAll(store, clock)).catch(report)
  }
}
