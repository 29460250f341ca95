import { expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

/** Waiting is written down instead. */
function watched() {
  const slept: number[] = []
  const sleep = async (milliseconds: number) => void slept.push(milliseconds)
  return { slept, passwords: createPasswords({ sleep }) }
}

const SLOW = 'pbkdf2_sha256$3000000$NaClNaClNaClNaClNaClNa$gMqg/L7bKECx5A7VTWBEDQbYnNI+AgIdqn/yYsdTyrU='

test('a refusal without a hash to look at waits for as long as the slowest format in use takes longer', async () => {
  const { slept, passwords } = watched()
  await passwords.check('x', null)
  expect(slept).toEqual([])
  await passwords.learn([SLOW])
  const before = slept.length
  for (const encoded of [null, '!unusable', 'md5$salt$00000000000000000000000000000000']) await passwords.check('x', encoded)
  const waits = slept.slice(before)
  expect(waits).toHaveLength(3)
  expect(Math.min(...waits)).toBeGreaterThan(50)
})

test('a right password never waits', async () => {
  const { slept, passwords } = watched()
  const encoded = await passwords.hash('right')
  await passwords.learn([SLOW])
  const before = slept.length
  expect((await passwords.check('right', encoded)).matches).toBe(true)
  expect(slept.length).toBe(before)
})
