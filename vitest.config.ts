import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

export default defineConfig({
  test: {
    include: ['apps/**/*.test.ts', 'packages/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    // The files of a worker share what they load, and one browser: to load the server anew for each would take a tenth of the time.
    isolate: false,
    globalSetup: ['apps/server/test/postgres/global-setup.ts'],
    // Half of a test's time is waiting for a browser, a process or a database: on two cores, one at a time would take twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // Far more than any test takes on a quiet machine: what is slow here is the machine, and a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A page may take its time on a busy machine; what is polled for is that it comes, not when.
    expect: { poll: { timeout: 10_000 } },
  },
})
