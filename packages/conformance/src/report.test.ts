import { expect, test } from 'vitest'
import { describeFailures, describeTotals } from './report.ts'
import type { CaseResult } from './run-case.ts'

function result(id: string, differences: CaseResult['differences'] = []): CaseResult {
  return { id, group: id.split(':')[1] ?? '', profile: 'default', request: 'GET /', passed: differences.length === 0, differences }
}

const BAD = [{ at: 'status', wanted: '200 OK', got: '404 Not Found' }]

test('a failure shows what Django sent above what the server sent', () => {
  const missing = { at: 'header vary', wanted: '"Accept"', got: null }
  expect(describeFailures([result('default:a:fine'), result('default:a:bad', [...BAD, missing])])).toBe(`FAIL default:a:bad
    GET /
    status
      - 200 OK
      + 404 Not Found
    header vary
      - "Accept"
      + (nothing)`)
})

test('if everything passed there is nothing to show', () => {
  expect(describeFailures([result('default:a:fine')])).toBe('')
})

test('totals name the groups with failures', () => {
  const results = [result('default:a:fine'), result('default:a:bad', BAD), result('default:b:bad', BAD), result('default:b:worse', BAD)]
  expect(describeTotals(results)).toBe('     1 failed in a\n     2 failed in b\n1 passed, 3 failed')
})
