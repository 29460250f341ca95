import { expect, test } from 'vitest'
import { OPTIONAL_TAGS } from './cases.ts'
import { readOptions } from './command-options.ts'

const BASE = ['--base', 'http://127.0.0.1:8000']

test('without options the default profile of dialect 5.5 is asked leniently, without the optional cases', () => {
  expect(readOptions(BASE)).toEqual({
    action: 'run',
    base: 'http://127.0.0.1:8000',
    dialect: '5.5',
    casesFile: null,
    selection: { profile: 'default', skipTags: OPTIONAL_TAGS },
    replay: { lenientHeaders: true, headerOrder: false, concurrency: 8, timeout: 60_000, clockSlack: 0 },
    json: false,
  })
})

test('lists are given with commas or by repeating the option, ids only by repeating', () => {
  const { selection } = readOptions([
    ...BASE,
    '--group',
    'a,b',
    '--group',
    'c',
    '--tag',
    't',
    '--skip-tag',
    'x,',
    '--id',
    'a,b',
    '--id',
    'c',
  ])
  expect(selection).toEqual({ profile: 'default', groups: ['a', 'b', 'c'], tags: ['t'], skipTags: ['x'], ids: ['a,b', 'c'] })
})

test('everything can be looked at strictly', () => {
  const { selection, replay } = readOptions([...BASE, '--strict-headers', '--header-order', '--all-tags'])
  expect(selection.skipTags).toEqual([])
  expect(replay).toMatchObject({ lenientHeaders: false, headerOrder: true })
})

test('seconds become milliseconds, and numbers numbers', () => {
  const { replay } = readOptions([...BASE, '--timeout', '5', '--concurrency', '2', '--clock-slack', '3'])
  expect(replay).toMatchObject({ timeout: 5000, concurrency: 2, clockSlack: 3 })
})

test.each([
  [['--dialect', '5.1'], '--dialect is 5.2 or 5.5, not 5.1'],
  [['--concurrency', '0'], '--concurrency takes a whole number from 1 on, not 0'],
  [['--timeout', '1s'], '--timeout takes a whole number from 1 on, not 1s'],
  [['--strict-headers', '--lenient-headers'], '--strict-headers and --lenient-headers exclude each other'],
  [['--all-tags', '--skip-tag', 'quirk'], '--all-tags and --skip-tag exclude each other'],
])('%j is refused', (args, message) => {
  expect(() => readOptions([...BASE, ...args])).toThrow(message)
})
