import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { HashQueue } from './hash-queue.ts'

test('runs as many at once as it may, in the order in which they came, and refuses what its line cannot hold', async () => {
  const queue = new HashQueue({ concurrent: 2, waiting: 1 })
  const began: number[] = []
  const finish: (() => void)[] = []
  const work = (number: number) => () => {
    began.push(number)
    return new Promise<number>((resolve) => finish.push(() => resolve(number)))
  }
  const [first, second, third] = [queue.run(work(1)), queue.run(work(2)), queue.run(work(3))]
  await expect(queue.run(work(4))).rejects.toMatchObject({ code: 'too_busy', retryAfter: 1 })
  expect(began).toEqual([1, 2])
  finish[0]?.()
  expect(await first).toBe(1)
  await setImmediate()
  expect(began).toEqual([1, 2, 3])
  for (const end of finish) end()
  expect(await Promise.all([second, third])).toEqual([2, 3])
})

test('work that fails gives its place on', async () => {
  const queue = new HashQueue({ concurrent: 1, waiting: 5 })
  const failing = queue.run(() => Promise.reject(new Error('broken')))
  const next = queue.run(async () => 'fine')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('fine')
})
