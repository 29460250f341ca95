import { expect, test } from 'vitest'
import { type Failure, Outbox, type Pace } from './outbox.ts'

const QUICK: Pace = { start: 1, retries: [5, 5], room: 3 }
const NEVER = 1_000_000

/** An outbox whose letters are refused as often as `refusals` says; `final` ones for good. */
function outboxFor({ refusals = {}, pace = QUICK }: { refusals?: Record<string, number>; pace?: Pace } = {}) {
  const tries: string[] = []
  const reports: Failure[] = []
  const outbox = new Outbox<string>({
    send: async (letter) => {
      tries.push(letter)
      const left = refusals[letter] ?? 0
      refusals[letter] = left - 1
      if (left > 0) throw new Error(letter)
    },
    isFinal: (error) => error instanceof Error && error.message === 'final',
    report: (failure) => reports.push(failure),
    pace,
  })
  return { outbox, tries, reports }
}

test('what is refused for a while is tried again, and what is refused for good is not', async () => {
  const { outbox, tries, reports } = outboxFor({ refusals: { slow: 2, dead: 9, final: 9 } })
  for (const letter of ['slow', 'dead', 'final']) outbox.post(async () => [letter])
  await expect.poll(() => reports.filter((report) => report === 'given up').length).toBe(2)
  await expect.poll(() => tries.filter((letter) => letter === 'slow').length).toBe(3)
  expect(tries.filter((letter) => letter === 'dead').length).toBe(3)
  expect(tries.filter((letter) => letter === 'final').length).toBe(1)
  expect(await outbox.close(1_000)).toBe(2)
})

test('work begins after the caller has gone on, and its failure is nobody else’s', async () => {
  const { outbox, tries, reports } = outboxFor()
  let hasBegun = false
  outbox.post(async () => {
    hasBegun = true
    throw new Error('no database')
  })
  expect(hasBegun).toBe(false)
  outbox.post(async () => ['letter'])
  await expect.poll(() => tries).toEqual(['letter'])
  expect(reports).toEqual(['not composed'])
})

test('more than there is room for is dropped and not waited for', async () => {
  const { outbox, reports } = outboxFor({ pace: { ...QUICK, start: NEVER } })
  for (let letter = 0; letter < 5; letter += 1) outbox.post(async () => [`letter ${letter}`])
  expect(reports).toEqual(['no room', 'no room'])
  await outbox.close(1_000)
})

test('a stop sends at once what waits, tries once what was refused, and leaves what hangs', async () => {
  const { outbox, tries } = outboxFor({ refusals: { dead: 9 }, pace: { start: NEVER, retries: [NEVER], room: 10 } })
  outbox.post(async () => ['letter'])
  outbox.post(async () => ['dead'])
  outbox.post(() => new Promise(() => {}))
  expect(await outbox.close(200)).toBe(2)
  expect(tries).toEqual(['letter', 'dead'])
  outbox.post(async () => ['too late'])
  expect(tries).toEqual(['letter', 'dead'])
})
