import { describe, expect, test } from 'vitest'
import { isMet } from './figure.ts'
import { median, type Round, summarize } from './measurement.ts'
import { formatReport, formatTable } from './table.ts'

const round = (rate: number, reference: number): Round => ({ latchkey: { rate, p99: rate / 100 }, reference })

const scenario = {
  name: 'verify',
  request: { method: 'POST', path: '/', headers: {}, body: null },
  connections: 1,
  rotates: false,
  reply: {},
  against: 'bare Fastify',
  target: 0.6,
} as const

describe('a measurement', () => {
  test('judges each round by its own reference, so that a slow machine does not count', () => {
    expect(summarize(scenario, [round(60, 100), round(6, 10), round(60, 100)]).ratio).toBe(0.6)
  })

  test('lets the other rounds outvote one that went badly', () => {
    const { latchkey, reference, ratio, p99 } = summarize(scenario, [round(70, 100), round(1, 100), round(80, 100)])
    expect({ latchkey, reference, ratio, p99 }).toEqual({ latchkey: 70, reference: 100, ratio: 0.7, p99: 0.7 })
  })

  test.each([
    [[3, 1, 2], 2],
    [[10, 1, 9, 2], 5.5],
    [[], Number.NaN],
  ])('the median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })
})

describe('a bound', () => {
  test('is kept by the value that it names', () => {
    expect(isMet({ value: 150, target: { atMost: 150 } })).toBe(true)
    expect(isMet({ value: 0.6, target: { atLeast: 0.6 } })).toBe(true)
  })

  test('is not kept beyond that value, nor by one that could not be measured', () => {
    expect(isMet({ value: 150.1, target: { atMost: 150 } })).toBe(false)
    expect(isMet({ value: 0.59, target: { atLeast: 0.6 } })).toBe(false)
    expect(isMet({ value: Number.NaN, target: { atMost: 150 } })).toBe(false)
    expect(isMet({ value: Number.NaN, target: { atLeast: 8 } })).toBe(false)
  })
})

describe('the report', () => {
  test('marks what missed its target and only that', () => {
    const [missed, ok] = [round(50, 100), round(70, 100)].map((only) => summarize(scenario, [only]))
    if (!missed || !ok) throw new Error('there are two')
    const slow = { name: 'ready after', value: 1200, unit: 'ms', target: { atMost: 1000 } }
    const lines = formatReport([missed, ok], [slow, { ...slow, value: 900 }]).split('\n')
    expect(lines.map((line) => /MISSED|ok/.exec(line)?.[0])).toEqual([
      undefined,
      undefined,
      'MISSED',
      'ok',
      undefined,
      undefined,
      undefined,
      'MISSED',
      'ok',
    ])
  })

  test('leaves out a table that has no rows', () => {
    expect(formatReport([], [])).toBe('')
  })

  test('ends numbers together and begins words together', () => {
    const table = formatTable(
      ['name', 'rate'],
      [
        ['a', '1,000'],
        ['word', '7'],
      ],
    )
    expect(table.split('\n')).toEqual(['name   rate', '────  ─────', 'a     1,000', 'word      7'])
  })
})
