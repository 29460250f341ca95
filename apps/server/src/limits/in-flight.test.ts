import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { InFlight } from './in-flight.ts'
import type { Taken } from './limit-store.ts'

/** A counter with so many places. */
function counter(places: number) {
  const state = { places, asked: 0 }
  const take = async (): Promise<Taken> => {
    state.asked += 1
    if (state.places === 0) return { refused: true, key: 'a', freeAt: new Date(0) }
    state.places -= 1
    return { refused: false, counted: [], reached: [] }
  }
  return { state, take }
}

test('what is refused because of open attempts waits for them, and passes when one is taken back', async () => {
  const inFlight = new InFlight()
  const { state, take } = counter(1)
  expect((await inFlight.take(['a'], take)).refused).toBe(false)
  const second = inFlight.take(['a'], take)
  await setImmediate()
  state.places += 1
  inFlight.settle(['a'], true)
  expect((await second).refused).toBe(false)
})

test('when the last open attempt stands, all that wait are refused', async () => {
  const inFlight = new InFlight()
  const { state, take } = counter(1)
  await inFlight.take(['a'], take)
  const waiting = [inFlight.take(['a'], take), inFlight.take(['a'], take)]
  await setImmediate()
  inFlight.settle(['a'], false)
  expect((await Promise.all(waiting)).map(({ refused }) => refused)).toEqual([true, true])
  expect(state.asked).toBe(5)
})

test('an attempt that is taken back while the counter is asked is not missed', async () => {
  const inFlight = new InFlight()
  const { state, take } = counter(1)
  await inFlight.take(['a'], take)
  const late = await inFlight.take(['a'], async () => {
    const taken = await take()
    if (taken.refused) {
      state.places += 1
      inFlight.settle(['a'], true)
    }
    return taken
  })
  expect(late.refused).toBe(false)
})
