import { createRequire } from 'node:module'
import { answerParent } from './answer-parent.ts'

export interface HashOrder {
  readonly seconds: number
  /** How many checks go on at once. */
  readonly parallelism: number
}

interface Argon2 {
  hash(password: string, cost: { memoryCost: number; timeCost: number; parallelism: number }): Promise<string>
  verify(encoded: string, password: string): Promise<boolean>
}

// The very copy that the server loads. The cost is said here once more, so that a weaker one in the server would show.
const { hash, verify }: Argon2 = createRequire(new URL('../apps/server/package.json', import.meta.url))('@node-rs/argon2')
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const PASSWORD = 'correct horse battery staple'

/** How many passwords this machine can check in a second when it does nothing else. */
async function hashRate({ seconds, parallelism }: HashOrder): Promise<number> {
  const encoded = await hash(PASSWORD, COST)
  const start = performance.now()
  const end = start + seconds * 1000
  let checked = 0
  const check = async (): Promise<void> => {
    while (performance.now() < end) {
      await verify(encoded, PASSWORD)
      checked += 1
    }
  }
  await Promise.all(Array.from({ length: parallelism }, check))
  return (checked * 1000) / (performance.now() - start)
}

answerParent(hashRate)
