import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const TEXT = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')

/** How many rows of levels 1 and 2 each section has. */
const ROWS = [
  ['2.1', 3],
  ['2.2', 3],
  ['2.3', 4],
  ['2.4', 1],
  ['6.1', 3],
  ['6.2', 12],
  ['6.3', 4],
  ['6.4', 4],
  ['7.1', 3],
  ['7.2', 4],
  ['7.3', 2],
  ['7.4', 5],
  ['7.5', 2],
  ['8.1', 2],
  ['8.2', 3],
  ['8.3', 1],
  ['8.4', 1],
  ['9.1', 3],
  ['9.2', 4],
  ['14.1', 2],
  ['14.2', 4],
  ['14.3', 3],
  ['16.1', 1],
  ['16.2', 5],
  ['16.3', 4],
  ['16.4', 3],
  ['16.5', 3],
].flatMap(([section, count]) => Array.from({ length: Number(count) }, (_, index) => `${section}.${index + 1}`))

/** Whether a file has a test, or a group of tests, of this title. */
function hasTest(path: string, title: string): boolean {
  if (!existsSync(join(ROOT, path))) return false
  const calls = readFileSync(join(ROOT, path), 'utf8').replace(/\(\s+/g, '(')
  return [`('${title}',`, `("${title}",`].some((call) => calls.includes(call))
}

test('every test that the document on security names exists', () => {
  const named = [...TEXT.matchAll(/`([^`›]+?) › ([^`]+)`/g)].map(([, path = '', title = '']) => ({ path, title }))
  expect(named.length).toBeGreaterThan(120)
  expect(named.filter(({ path, title }) => !hasTest(path, title))).toEqual([])
})

test('the document on security has every row of levels 1 and 2, once', () => {
  const rows = [...TEXT.matchAll(/^\| (\d+\.\d+\.\d+) \| [12] \| /gm)].map(([, row]) => row)
  expect(rows).toEqual(ROWS)
})
