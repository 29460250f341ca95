import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ConformanceCase } from './case-format.ts'
import { casesByGroup, loadCases, OPTIONAL_TAGS, readCases, selectCases } from './cases.ts'

function named(id: string, tags: readonly string[] = []): ConformanceCase {
  const [profile = '', group = ''] = id.split(':')
  return { id, profile, group, tags, request: { method: 'GET', path: '/' }, expect: { status: 200 } }
}

const SOME = [
  named('default:obtain:ok'),
  named('default:obtain:ok-twice', ['quirk']),
  named('cors:core:ok'),
  named('cors:cors:any', ['unsafe']),
]

function idsOf(cases: readonly ConformanceCase[]): string[] {
  return cases.map(({ id }) => id)
}

test.each(['5.2', '5.5'] as const)('dialect %s holds thousands of cases, each id once, in the profiles that there are', (dialect) => {
  const cases = loadCases(dialect)
  expect(cases.length).toBeGreaterThan(2000)
  expect(new Set(idsOf(cases)).size).toBe(cases.length)
  expect(selectCases(cases, { profile: 'default', skipTags: OPTIONAL_TAGS }).length).toBeGreaterThan(1000)
})

test('an empty selection takes everything', () => {
  expect(selectCases(SOME, {})).toEqual(SOME)
})

test('profile, group and tags narrow the selection together', () => {
  expect(idsOf(selectCases(SOME, { profile: 'cors' }))).toEqual(['cors:core:ok', 'cors:cors:any'])
  expect(idsOf(selectCases(SOME, { profile: 'cors', groups: ['core', 'obtain'] }))).toEqual(['cors:core:ok'])
  expect(idsOf(selectCases(SOME, { tags: ['quirk', 'unsafe'] }))).toEqual(['default:obtain:ok-twice', 'cors:cors:any'])
  expect(idsOf(selectCases(SOME, { tags: ['quirk', 'unsafe'], skipTags: ['quirk'] }))).toEqual(['cors:cors:any'])
})

test('a whole id selects its case alone, a part of ids selects all that contain it', () => {
  expect(idsOf(selectCases(SOME, { ids: ['default:obtain:ok'] }))).toEqual(['default:obtain:ok'])
  expect(idsOf(selectCases(SOME, { ids: ['obtain:ok'] }))).toEqual(['default:obtain:ok', 'default:obtain:ok-twice'])
  expect(selectCases(SOME, { ids: ['nothing'] })).toEqual([])
})

test('cases are grouped in the order of their first appearance', () => {
  expect([...casesByGroup(SOME)].map(([group, cases]) => [group, cases.length])).toEqual([
    ['obtain', 2],
    ['core', 1],
    ['cors', 1],
  ])
})

test('a file with a line that is no case is refused with the place', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'cases.jsonl')
  writeFileSync(file, `${JSON.stringify(named('a:b:c'))}\n\n{"id":"x"}\n`)
  expect(() => readCases(file)).toThrow(`${file}:3 is not a case`)
  writeFileSync(file, '{oops\n')
  expect(() => readCases(file)).toThrow(`${file}:1 is not JSON`)
  writeFileSync(file, `${JSON.stringify(named('a:b:c'))}\n`)
  expect(idsOf(readCases(file))).toEqual(['a:b:c'])
})
