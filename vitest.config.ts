import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['apps/**/*.test.ts', 'packages/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A page may take its time on a busy machine; what is polled for is that it comes, not when.
    expect: { poll: { timeout: 10_000 } },
  },
})
