import { expect, test } from 'vitest'
import { isRepeatable, recordedReply, startRecordedServer } from '../test/recorded-server.ts'
import { startTinyServer } from '../test/tiny-server.ts'
import type { ConformanceCase } from './case-format.ts'
import { loadCases, OPTIONAL_TAGS, selectCases } from './cases.ts'
import { createReplay, runCases, targetOf } from './run-cases.ts'

// The recorded server reads no more than the first bytes, so requests of megabytes are left out.
const REPEATABLE = selectCases(loadCases('5.5'), { profile: 'default' }).filter((one) => isRepeatable(one) && one.group !== 'limits')
const EXACTLY = { profile: 'default', lenientHeaders: false, headerOrder: true, concurrency: 1 }

test('a server that gives back every recorded reply passes, however closely one looks', async () => {
  expect(REPEATABLE.length).toBeGreaterThan(500)
  await using server = await startRecordedServer(REPEATABLE.map(recordedReply))
  const results = await createReplay({ ...EXACTLY, base: server.base }).run(REPEATABLE)
  expect(results.filter(({ passed }) => !passed)).toEqual([])
  expect(results.map(({ id }) => id)).toEqual(REPEATABLE.map(({ id }) => id))
})

test('a server that changes one letter of every reply passes nowhere', async () => {
  const changed = REPEATABLE.map((one) => {
    const bytes = recordedReply(one)
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    return bytes
  })
  await using server = await startRecordedServer(changed)
  const results = await createReplay({ ...EXACTLY, base: server.base }).run(REPEATABLE)
  expect(results.filter(({ passed }) => passed)).toEqual([])
})

test('a run takes the cases of the profile that are asked for, and leaves out optional ones', async () => {
  await using server = await startTinyServer((_request, response) => response.writeHead(404).end())
  const seen: string[] = []
  const results = await runCases({
    base: server.base,
    profile: 'default',
    dialect: '5.2',
    groups: ['obtain', 'host'],
    onResult: ({ id }) => seen.push(id),
  })
  const wanted = selectCases(loadCases('5.2'), { profile: 'default', groups: ['obtain', 'host'], skipTags: OPTIONAL_TAGS })
  expect(results.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
  expect(seen.sort()).toEqual(wanted.map(({ id }) => id).sort())
  expect(results.some(({ passed }) => passed)).toBe(false)
})

test('no more cases are in flight than allowed, and that many are', async () => {
  let [open, most] = [0, 0]
  await using server = await startTinyServer((_request, response) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open--
      response.end()
    }, 10)
  })
  const expected: ConformanceCase['expect'] = { status: 200 }
  const cases = Array.from({ length: 12 }, (_, n) => ({
    id: `a:b:${n}`,
    group: 'b',
    profile: 'a',
    request: { method: 'GET', path: '/' },
    expect: expected,
  }))
  const results = await createReplay({ base: server.base, profile: 'default', concurrency: 3 }).run(cases)
  expect(results.filter(({ passed }) => passed)).toHaveLength(12)
  expect(most).toBe(3)
})

test('a case whose server breaks off, whose steps fail or which makes no sense fails with the reason', async () => {
  await using server = await startTinyServer((request) => request.socket.end())
  const bare = { id: 'a:b:c', group: 'b', profile: 'a', request: { method: 'GET', path: '/x' }, expect: { status: 200 } }
  const cases: ConformanceCase[] = [
    bare,
    { ...bare, steps: [{ http: bare.request }] },
    { ...bare, request: { method: 'GET', path: '/{{x}}' } },
  ]
  const results = await createReplay({ base: server.base, profile: 'default' }).run(cases)
  expect(results.map(({ differences }) => differences)).toEqual([
    [{ at: 'reply', wanted: 'an HTTP reply', got: 'the connection was closed without a reply' }],
    [{ at: 'steps', wanted: 'to prepare the case', got: 'the connection was closed without a reply' }],
    [{ at: 'reply', wanted: 'an HTTP reply', got: 'there is no variable x' }],
  ])
})

test('a base URL is host and port', () => {
  expect(targetOf('http://127.0.0.1:8000')).toEqual({ host: '127.0.0.1', port: 8000 })
  expect(targetOf('http://[::1]/')).toEqual({ host: '::1', port: 80 })
})

test.each(['127.0.0.1:8000', 'https://127.0.0.1', 'http://127.0.0.1/api/', 'http://127.0.0.1/?x', ''])('%j is no base URL', (base) => {
  expect(() => createReplay({ base, profile: 'default' })).toThrow(TypeError)
})

test('an unknown profile is refused before anything is asked', () => {
  expect(() => createReplay({ base: 'http://127.0.0.1:1', profile: 'nowhere' })).toThrow(RangeError)
})
