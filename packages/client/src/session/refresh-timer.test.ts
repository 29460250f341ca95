import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRefreshTimer } from './refresh-timer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a token of a quarter of an hour is renewed between a minute and half a minute before its end', () => {
  for (const [chance, seconds] of [
    [0, 870],
    [1, 840],
  ] as const) {
    const onDue = vi.fn()
    createRefreshTimer(onDue, () => chance).arm(900_000)
    vi.advanceTimersByTime(seconds * 1000 - 1)
    expect(onDue).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(onDue).toHaveBeenCalledOnce()
  }
})

test('a token of a few seconds is renewed within its life', () => {
  const onDue = vi.fn()
  createRefreshTimer(onDue, () => 1).arm(5_000)
  vi.advanceTimersByTime(3_000)
  expect(onDue).toHaveBeenCalledOnce()
})

test('a token that seems to have ended on arrival does not start a storm', () => {
  const onDue = vi.fn()
  createRefreshTimer(onDue).arm(-5_000)
  vi.advanceTimersByTime(59_999)
  expect(onDue).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onDue).toHaveBeenCalledOnce()
})

test('a lifetime of years does not fire at once', () => {
  const onDue = vi.fn()
  createRefreshTimer(onDue, () => 0).arm(10 * 365 * 86_400_000)
  vi.advanceTimersByTime(20 * 86_400_000)
  expect(onDue).not.toHaveBeenCalled()
})

test('retries come at growing distances, up to a minute', () => {
  const due: number[] = []
  const start = Date.now()
  const timer = createRefreshTimer(
    () => {
      due.push((Date.now() - start) / 1000)
      timer.retry()
    },
    () => 1,
  )
  timer.retry()
  vi.advanceTimersByTime(200_000)
  expect(due).toEqual([2, 6, 14, 30, 62, 122, 182])
})

test('a timer that is disarmed or closed stays silent', () => {
  const onDue = vi.fn()
  const [disarmed, closed] = [createRefreshTimer(onDue), createRefreshTimer(onDue)]
  disarmed.arm(10_000)
  disarmed.disarm()
  closed.close()
  closed.arm(10_000)
  vi.advanceTimersByTime(20_000)
  expect(onDue).not.toHaveBeenCalled()
})
