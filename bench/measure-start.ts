import { setTimeout as delay } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import { median } from './measurement.ts'
import { residentMemory } from './resident-memory.ts'
import { startServer } from './start-server.ts'
import { temporaryFolder } from './temporary-folder.ts'

// The first start reads every file from the disk, the later ones do not.
const STARTS = 5
const READY_TARGET = 1_000

/** Milliseconds between being ready and being weighed. */
const SETTLING = 10_000
const MEGABYTE = 1e6
const MEMORY_TARGET = 150

/** How long Latchkey takes to answer its first request on a new database, and what it holds while nobody asks anything. */
export async function measureStart(signal: AbortSignal): Promise<readonly Figure[]> {
  console.error('start …')
  const ready: number[] = []
  let memory = Number.NaN
  for (let start = 1; start <= STARTS; start += 1) {
    await using folder = await temporaryFolder()
    await using server = await startServer(folder.path, signal)
    ready.push(server.readyAfter)
    if (start < STARTS) continue
    await delay(SETTLING, undefined, { signal })
    memory = residentMemory(server.pid)
  }
  return [
    { name: 'ready after', value: median(ready), unit: 'ms', target: { atMost: READY_TARGET } },
    { name: 'resident memory', value: memory / MEGABYTE, unit: 'MB', target: { atMost: MEMORY_TARGET } },
  ]
}
