import { expect, test } from 'vitest'
import { strip } from './index.ts'

test('strip takes away exactly what Python calls white space', () => {
  const stripped: number[] = []
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const character = String.fromCharCode(unit)
    if (strip(`${character}x${character}`) === 'x') stripped.push(unit)
  }
  // Recorded from Python: every c with (chr(c) + 'x').strip() == 'x'.
  const recorded = [0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]
  for (let unit = 0x09; unit <= 0x0d; unit += 1) recorded.push(unit)
  for (let unit = 0x1c; unit <= 0x1f; unit += 1) recorded.push(unit)
  for (let unit = 0x2000; unit <= 0x200a; unit += 1) recorded.push(unit)
  expect(stripped).toStrictEqual(recorded.sort((a, b) => a - b))
})

test('strip leaves white space inside alone and empties what is nothing else', () => {
  expect(strip(' \u001fa b\u3000')).toBe('a b')
  expect(strip(' \u2028\t')).toBe('')
  expect(strip('')).toBe('')
})
