import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { HashReport, HashTask } from './hash-jobs.ts'

const QUICK: HashTask = { kind: 'write', password: 'x', algorithm: 'md5' }
const SLOW: HashTask = {
  kind: 'check',
  password: 'x',
  encoded: 'pbkdf2_sha256$600000$NaClNaClNaClNaClNaClNa$gMqg/L7bKECx5A7VTWBEDQbYnNI+AgIdqn/yYsdTyrU=',
}

/** Gives a thread all tasks before it begins; answers with the messages that it sends. */
async function reported(tasks: readonly HashTask[]): Promise<readonly (readonly HashReport[])[]> {
  const thread = new Worker(new URL('./hash-thread.ts', import.meta.url), { execArgv: [] })
  tasks.forEach((task, number) => {
    thread.postMessage({ number, cost: task.kind, task })
  })
  const messages: (readonly HashReport[])[] = []
  while (messages.flat().length < tasks.length) {
    const [reports]: [readonly HashReport[]] = (await once(thread, 'message')) as [readonly HashReport[]]
    messages.push(reports)
  }
  await thread.terminate()
  return messages
}

const numbersOf = (messages: readonly (readonly HashReport[])[]) => messages.map((reports) => reports.map(({ number }) => number))

test('quick jobs that wait are reported together, in their order', async () => {
  const messages = await reported(Array.from({ length: 60 }, () => QUICK))
  expect(numbersOf(messages).flat()).toEqual(Array.from({ length: 60 }, (_, number) => number))
  // A thread that has to wait for a core now and then takes some of them for slow.
  expect(messages.length).toBeLessThan(30)
})

test('a slow job is reported at once, and no quick one waits for it', async () => {
  expect(numbersOf(await reported([SLOW, SLOW]))).toEqual([[0], [1]])
  expect(numbersOf(await reported([QUICK, SLOW, QUICK]))).toEqual([[0], [1], [2]])
})

test('a report tells how long it has been held for those that go out with it', async () => {
  for (const reports of await reported(Array.from({ length: 60 }, () => QUICK))) {
    let later = 0
    for (const { took, held } of reports.toReversed()) {
      expect(held).toBeGreaterThanOrEqual(later)
      later += took
    }
  }
})

test.runIf(process.platform === 'linux')('a thread that hashes stands back behind all others', async () => {
  const thread = new Worker(new URL('./hash-thread.ts', import.meta.url), { execArgv: [] })
  thread.postMessage({ number: 0, cost: '', task: QUICK })
  await once(thread, 'message')
  const priorities = readdirSync('/proc/self/task').map((task) => getPriority(Number(task)))
  await thread.terminate()
  expect(priorities).toContain(19)
  expect(getPriority(process.pid)).toBe(0)
})
