import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { HashThreads } from './hash-threads.ts'

test('answers each of more jobs than there are threads with its own result', async () => {
  const threads = new HashThreads(2)
  const words = Array.from({ length: 25 }, (_, number) => `word ${number}`)
  const hashes = await Promise.all(words.map((word) => threads.hash(word, 'md5')))
  const right = await Promise.all(words.map((word, at) => threads.verify(word, hashes[at] ?? '')))
  const wrong = await Promise.all(words.map((word, at) => threads.verify(word, hashes[at + 1] ?? hashes[0] ?? '')))
  expect(right.map(({ matches }) => matches)).toEqual(words.map(() => true))
  expect(wrong.map(({ matches }) => matches)).toEqual(words.map(() => false))
})

test('starts a thread only when all that there are have something to do, and no more than it may', async () => {
  const threads = new HashThreads(2)
  expect(threads.size).toBe(0)
  for (const word of ['one', 'two', 'three']) await threads.hash(word, 'md5')
  expect(threads.size).toBe(1)
  await Promise.all(['one', 'two', 'three', 'four', 'five'].map((word) => threads.hash(word, 'md5')))
  expect(threads.size).toBe(2)
})

test('tells how long the work took, without the time in the line', async () => {
  const threads = new HashThreads(1)
  const slow = 'pbkdf2_sha256$300000$NaClNaClNaClNaClNaClNa$gMqg/L7bKECx5A7VTWBEDQbYnNI+AgIdqn/yYsdTyrU='
  const quick = await threads.hash('right', 'md5')
  const [first, second] = await Promise.all([threads.verify('wrong', slow), threads.verify('right', quick)])
  expect(first.matches).toBe(false)
  expect(second.matches).toBe(true)
  expect(second.took).toBeLessThan(first.took / 2)
})

test('passes on what a hasher throws, and goes on', async () => {
  const threads = new HashThreads(1)
  const failing = threads.hash('with \0 NUL', 'bcrypt')
  const next = threads.hash('fine', 'md5')
  await expect(failing).rejects.toThrow('bcrypt cannot hash a password with a NUL character.')
  expect(await next).toMatch(/^md5\$/)
  await expect(threads.hash('x', 'sha3')).rejects.toThrow('Unknown password format sha3.')
  expect(await threads.verify('x', 'sha3$x')).toMatchObject({ matches: null })
})

test('the event loop goes on meanwhile', async () => {
  const threads = new HashThreads(1)
  let isDone = false
  const hashing = threads.hash('slow', 'pbkdf2_sha256').then(() => {
    isDone = true
  })
  let turns = 0
  while (!isDone) {
    await setTimeout(1)
    turns += 1
  }
  await hashing
  expect(turns).toBeGreaterThan(10)
})

test.runIf(process.platform === 'linux')('threads that hash stand back behind all others', async () => {
  await new HashThreads(1).hash('x', 'md5')
  const priorities = readdirSync('/proc/self/task').map((task) => getPriority(Number(task)))
  expect(priorities).toContain(19)
  expect(getPriority(process.pid)).toBe(0)
})
