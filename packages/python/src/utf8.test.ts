import { describe, expect, test } from 'vitest'
import { decodeUtf8, PyUnicodeError } from './index.ts'

const start = (byte: string, at: number) => `byte ${byte} in position ${at}: invalid start byte`
const continuation = (byte: string, at = 0) => `byte ${byte} in position ${at}: invalid continuation byte`

test('text is decoded, its byte order mark kept', () => {
  expect(decodeUtf8(new TextEncoder().encode('\ufeffé€😀'))).toBe('\ufeffé€😀')
})

describe('bytes that are wrong are named as Python names them', () => {
  // Recorded from a Python 3.11 stream reader.
  const refusals: [string, string][] = [
    ['ff', start('0xff', 0)],
    ['6180', start('0x80', 1)],
    ['c080', start('0xc0', 0)],
    ['f5', start('0xf5', 0)],
    ['c3a9e228', continuation('0xe2', 2)],
    ['c378', continuation('0xc3')],
    ['eda080', continuation('0xed')],
    ['e080', continuation('0xe0')],
    ['f080', continuation('0xf0')],
    ['f4908080', continuation('0xf4')],
    ['e28228', 'bytes in position 0-1: invalid continuation byte'],
    ['f0908078', 'bytes in position 0-2: invalid continuation byte'],
  ]
  test.each(refusals)('%s', (bytes, problem) => {
    expect(() => decodeUtf8(Buffer.from(bytes, 'hex'))).toThrow(new PyUnicodeError(`'utf-8' codec can't decode ${problem}`))
  })
})

test.each(['61c3', '61e2', '61e282', '61eda0', '61f0', '61f090', '61f09080'])(
  '%s: an incomplete sequence at the very end is dropped',
  (bytes) => {
    expect(decodeUtf8(Buffer.from(bytes, 'hex'))).toBe('a')
  },
)
