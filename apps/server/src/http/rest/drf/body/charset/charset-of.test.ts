import { PyUnicodeError } from '@latchkey/python'
import { expect, test } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { charsetOf } from './charset-of.ts'
import { UTF_8 } from './utf-8.ts'

const charsetNamed = (name: string) => charsetOf(`application/json; charset=${name}`)

test.each(['application/json', 'application/json; charset=', 'application/json; charset=klingon', 'application/json; charset="UTF-8"'])(
  '%s is UTF-8',
  (type) => {
    expect(charsetOf(type)).toBe(UTF_8)
  },
)

test.each([
  ['latin-1', [0xe9]],
  ['ISO-8859-1', [0xe9]],
  ['cp1252', [0xe9]],
  ['windows-1252', [0xe9]],
  ['iso-8859-15', [0xe9]],
  ['mac-roman', [0x8e]],
  ['utf-8-sig', [0xef, 0xbb, 0xbf, 0xc3, 0xa9]],
  ['utf-16', [0xff, 0xfe, 0xe9, 0]],
  ['utf-16', [0xfe, 0xff, 0, 0xe9]],
  ['utf_16_be', [0, 0xe9]],
  ['UTF-16LE', [0xe9, 0]],
  ['utf-32', [0xff, 0xfe, 0, 0, 0xe9, 0, 0, 0]],
  ['utf-32-be', [0, 0, 0, 0xe9]],
])('%s reads é', (name, bytes) => {
  expect(charsetNamed(name).decode(Buffer.from(bytes))).toBe('é')
})

test.each(['base64', 'rot13', 'rot-13', 'hex', 'zlib', 'bz2', 'uu', 'quopri', 'undefined'])('%s is a codec and no charset', (name) => {
  expect(() => charsetNamed(name)).toThrow(Refusal)
})

test('a stream may end within a character, a whole text may not', () => {
  const cut = Buffer.from([0x61, 0xc3])
  expect(UTF_8.decode(cut)).toBe('a')
  expect(() => UTF_8.decodeWhole(cut)).toThrow(PyUnicodeError)
  expect(UTF_8.decodeLoosely(cut)).toBe('a\ufffd')
})

test('UTF-16 without a byte order mark is refused in a stream', () => {
  expect(() => charsetNamed('utf-16').decode(Buffer.from([0x61, 0]))).toThrow('UTF-16 stream does not start with BOM')
})

test('what is not ASCII is named with its place', () => {
  expect(() => charsetNamed('ascii').decode(Buffer.from([0x61, 0xe9]))).toThrow("'ascii' codec can't decode byte 0xe9 in position 1")
})
