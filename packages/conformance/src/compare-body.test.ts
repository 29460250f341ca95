import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { compareBody } from './compare-body.ts'
import { Scope } from './scope.ts'

function compared(expected: Parameters<typeof compareBody>[0], body: string) {
  const scope = new Scope()
  scope.set('user', 'a.b')
  const { differences, tokens } = compareBody(expected, Buffer.from(body), scope)
  return { differences, tokens: Object.fromEntries(tokens) }
}

test('exact text passes, one character more or less does not', () => {
  expect(compared('{"a":"é?"}', '{"a":"é?"}').differences).toEqual([])
  expect(compared('{"a":1}', '{"a":1}\n').differences).toEqual([{ at: 'body', wanted: '"{\\"a\\":1}"', got: '"{\\"a\\":1}\\n"' }])
  expect(compared('{"a":1}', '{"a": 1}').differences).toHaveLength(1)
  expect(compared('', 'x').differences).toHaveLength(1)
})

test('variables are met as plain text', () => {
  expect(compared('Hello {{user}}!', 'Hello a.b!').differences).toEqual([])
  expect(compared('Hello {{user}}!', 'Hello axb!').differences).toHaveLength(1)
})

test('numbers and ids are met by their form', () => {
  expect(compared('{"id":<<int>>}', '{"id":4711}').differences).toEqual([])
  expect(compared('{"id":<<int>>}', '{"id":"4711"}').differences).toHaveLength(1)
  expect(compared('<<int>>0<<hex32>>', `10${'0f'.repeat(16)}`).differences).toEqual([])
  expect(compared('<<hex32>>', '0F'.repeat(16)).differences).toHaveLength(1)
})

test('tokens are handed out by name, in whatever order they come', () => {
  const { differences, tokens } = compared('{"access":"<<jwt:t2>>","refresh":"<<jwt:t1>>"}', '{"access":"a-_.b.c","refresh":"d.e.f"}')
  expect(differences).toEqual([])
  expect(tokens).toEqual({ t2: 'a-_.b.c', t1: 'd.e.f' })
})

test('what is no token, and tokens under other keys, are found', () => {
  expect(compared('{"access":"<<jwt:t1>>"}', '{"access":"a.b"}').differences).toHaveLength(1)
  expect(compared('{"access":"<<jwt:t1>>"}', '{"access":"a.b.c="}').differences).toHaveLength(1)
  expect(compared('{"refresh":"<<jwt:t1>>"}', '{"access":"a.b.c"}')).toMatchObject({ differences: [{ at: 'body' }], tokens: {} })
})

test('of long bodies the place where they part is shown', () => {
  const long = (middle: string) => `${'x'.repeat(500)}${middle}${'y'.repeat(500)}`
  const [difference] = compared(`<<int>>${long('left')}`, `123456789${long('right')}`).differences
  expect(difference?.wanted).toMatch(/^… "x{40}lefty+" …$/)
  expect(difference?.got).toMatch(/^… "x{40}righty+" …$/)
})

test('a digest is met by the same bytes alone', () => {
  const sha256 = createHash('sha256').update('page').digest('hex')
  expect(compared({ sha256, bytes: 4 }, 'page').differences).toEqual([])
  expect(compared({ sha256, bytes: 4 }, 'Page').differences).toEqual([
    { at: 'body', wanted: `4 bytes with SHA-256 ${sha256}`, got: '"Page"' },
  ])
})

test('anything passes where the recording kept no body', () => {
  expect(compared({ any: true }, '<html>').differences).toEqual([])
  expect(compared(undefined, '<html>').differences).toEqual([])
  expect(compared(null, '<html>').differences).toEqual([])
})
