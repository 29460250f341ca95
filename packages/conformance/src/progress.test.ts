import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgress } from './progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { written, stream: { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 } }
}

test('a long run on a terminal says how far it is, at most ten times a second', () => {
  const { written, stream } = terminal(true)
  const progress = createProgress(4, stream)
  progress.advance(true)
  vi.advanceTimersByTime(1000)
  progress.advance(false)
  progress.advance(true)
  vi.advanceTimersByTime(100)
  progress.advance(true)
  progress.end()
  expect(written).toEqual(['\r\x1b[K2 of 4 cases, 1 failed', '\r\x1b[K4 of 4 cases, 1 failed', '\r\x1b[K'])
})

test('a short run says nothing', () => {
  const { written, stream } = terminal(true)
  const progress = createProgress(1, stream)
  progress.advance(true)
  progress.end()
  expect(written).toEqual([])
})

test('nothing is written where no person looks', () => {
  const { written, stream } = terminal(false)
  const progress = createProgress(2, stream)
  vi.advanceTimersByTime(5000)
  progress.advance(false)
  progress.end()
  expect(written).toEqual([])
})
