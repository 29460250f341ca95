import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { HashThreads } from './hash-threads.ts'

const SLOW = 'pbkdf2_sha256$2000000$NaClNaClNaClNaClNaClNa$gMqg/L7bKECx5A7VTWBEDQbYnNI+AgIdqn/yYsdTyrU='
/** A thread that answers, but to one kind of job. */
const DIES_OF_MD5 = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ number, cost }) => {
    if (cost === 'md5') process.exit()
    parentPort.postMessage([{ number, cost, outcome: { answer: 'done' }, took: 1, held: 0 }])
  })`

/** A module in a folder of its own, which can be taken away. */
function removableModule(source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-threads-'))
  const path = join(folder, 'thread.mjs')
  writeFileSync(path, source)
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  return { url: pathToFileURL(path), remove, [Symbol.dispose]: remove }
}

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

test('leaves cores to the processes that hash beside it', async () => {
  const threads = new HashThreads()
  threads.shareAmong(2 * availableParallelism())
  await Promise.all(['one', 'two', 'three', 'four', 'five'].map((word) => threads.hash(word, 'md5')))
  expect(threads.size).toBe(1)
})

test('tells how long the work took, without the time in the line', async () => {
  const threads = new HashThreads(1)
  const quick = await threads.hash('right', 'md5')
  const [first, second] = await Promise.all([threads.verify('wrong', SLOW), threads.verify('right', quick)])
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

test('no quick job is given to a thread that has a slow one', async () => {
  const threads = new HashThreads(2)
  const [quick = ''] = await Promise.all([threads.hash('right', 'md5'), threads.hash('right', 'md5')])
  await threads.verify('right', quick)
  const order: string[] = []
  const note = (what: string) => () => void order.push(what)
  const slow = threads.verify('x', SLOW).then(note('slow'))
  const others = Array.from({ length: 6 }, () => threads.verify('right', quick).then(note('quick')))
  await Promise.all([slow, ...others])
  expect(order).toEqual([...others.map(() => 'quick'), 'slow'])
})

test('a thread that dies takes its jobs along, and another one takes its place', async () => {
  using module = removableModule(DIES_OF_MD5)
  const threads = new HashThreads(1, module.url)
  expect(await threads.hash('x', 'argon2')).toBe('done')
  await expect(threads.hash('x', 'md5')).rejects.toThrow('ended')
  expect(await threads.hash('x', 'argon2')).toBe('done')
  module.remove()
  await expect(threads.hash('x', 'md5')).rejects.toThrow('ended')
  await expect(threads.hash('x', 'argon2')).rejects.toThrow(/Cannot find module/)
})

test('where no further thread can start, those that are there do the work', async () => {
  using module = removableModule(DIES_OF_MD5)
  const threads = new HashThreads(2, module.url)
  expect(await threads.hash('x', 'argon2')).toBe('done')
  module.remove()
  const two = [threads.hash('x', 'argon2'), threads.hash('x', 'argon2'), threads.hash('x', 'argon2')]
  expect(await Promise.all(two)).toEqual(['done', 'done', 'done'])
  expect(threads.size).toBe(1)
})

test('a process ends by itself once nothing is left to hash, and not before', async () => {
  const script = `
    const { HashThreads } = await import(${JSON.stringify(new URL('./hash-threads.ts', import.meta.url).href)})
    new HashThreads(2).hash('x', 'md5').then((encoded) => console.log(encoded.slice(0, 4)))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  expect(stdout).toBe('md5$\n')
})
