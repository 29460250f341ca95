import { describe, expect, test } from 'vitest'
import { loadJsonBytes, PyFloat, PyJsonError, PyUnicodeError, type PyValue, parseJson, parseJsonBytes, repr } from './index.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a well-formed text', () => {
  const values: [string, PyValue][] = [
    ['null', null],
    ['true', true],
    [' \t\r\n"a" ', 'a'],
    ['12', 12],
    ['-0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890', -123456789012345678901234567890n],
    ['1.0', new PyFloat(1)],
    ['-0.0', new PyFloat(-0)],
    ['1E400', new PyFloat(Number.POSITIVE_INFINITY)],
    ['1.5e-3', new PyFloat(0.0015)],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    ['"\\u00e9\\uD83D\\ude00\\ud800"', 'é😀\ud800'],
    ['"\u007f\u2028"', '\u007f\u2028'],
    ['[1, [], {}]', [1, [], new Map()]],
    ['{"a":{"b":[true]}}', new Map([['a', new Map([['b', [true]]])]])],
  ]
  test.each(values)('%s is read as Python reads it', (text, value) => {
    expect(parseJson(text)).toStrictEqual(value)
  })

  test('keys keep their order, integer-like ones and __proto__ too', () => {
    const value = parseJson('{"b":1,"10":2,"2":3,"__proto__":4}')
    expect(repr(value)).toBe("{'b': 1, '10': 2, '2': 3, '__proto__': 4}")
  })

  test('of duplicate keys the last value wins, in the place of the first', () => {
    expect(repr(parseJson('{"a":1,"b":2,"a":3}'))).toBe("{'a': 3, 'b': 2}")
  })

  test('an integer of 4300 digits is read', () => {
    expect(parseJson('9'.repeat(4300))).toBe(10n ** 4300n - 1n)
  })

  test('500 levels of nesting are read', () => {
    let value = parseJson('['.repeat(500) + ']'.repeat(500))
    let levels = 0
    while (Array.isArray(value)) {
      levels += 1
      value = value[0] ?? null
    }
    expect(levels).toBe(500)
  })
})

test('members side by side do not count as nesting', () => {
  const value = parseJson(`[${'{},[],'.repeat(2000)}0]`)
  expect(value).toHaveLength(4001)
})

describe('a malformed text is refused in the words of Python 3.11', () => {
  // Recorded from json.loads.
  const refusals: [string, string][] = [
    ['', 'Expecting value: line 1 column 1 (char 0)'],
    ['  ', 'Expecting value: line 1 column 3 (char 2)'],
    ['[', 'Expecting value: line 1 column 2 (char 1)'],
    ['[1,]', 'Expecting value: line 1 column 4 (char 3)'],
    ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a":1,}', 'Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'],
    ["{'a':1}", 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{1:2}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a"', "Expecting ':' delimiter: line 1 column 5 (char 4)"],
    ['{"a":', 'Expecting value: line 1 column 6 (char 5)'],
    ['{"a":1', "Expecting ',' delimiter: line 1 column 7 (char 6)"],
    ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
    ['[\r\n1 x', "Expecting ',' delimiter: line 2 column 3 (char 5)"],
    ['"abc', 'Unterminated string starting at: line 1 column 1 (char 0)'],
    ['"\\', 'Unterminated string starting at: line 1 column 1 (char 0)'],
    ['"a\u0001"', 'Invalid control character at: line 1 column 3 (char 2)'],
    ['"\u001f"', 'Invalid control character at: line 1 column 2 (char 1)'],
    ['"\t"', 'Invalid control character at: line 1 column 2 (char 1)'],
    ['"\\x"', 'Invalid \\escape: line 1 column 2 (char 1)'],
    ['"\\u12', 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'],
    ['"\\u1234', 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'],
    ['"\\u12"', 'Invalid \\uXXXX escape: line 1 column 3 (char 2)'],
    ['"\\ud800\\udc0z"', 'Invalid \\uXXXX escape: line 1 column 9 (char 8)'],
    ['nul', 'Expecting value: line 1 column 1 (char 0)'],
    ['nullx', 'Extra data: line 1 column 5 (char 4)'],
    ['-', 'Expecting value: line 1 column 1 (char 0)'],
    ['-Inf', 'Expecting value: line 1 column 1 (char 0)'],
    ['01', 'Extra data: line 1 column 2 (char 1)'],
    ['1.', 'Extra data: line 1 column 2 (char 1)'],
    ['1e', 'Extra data: line 1 column 2 (char 1)'],
    ['\u00a01', 'Expecting value: line 1 column 1 (char 0)'],
    ['"😀" x', 'Extra data: line 1 column 5 (char 4)'],
    ['\n\n"😀" x', 'Extra data: line 3 column 5 (char 6)'],
    ['\ufeff1', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
    ['[NaN]', "Out of range float values are not JSON compliant: 'NaN'"],
    ['-Infinity', "Out of range float values are not JSON compliant: '-Infinity'"],
    [
      `-${'1'.repeat(4301)}`,
      'Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit',
    ],
  ]
  test.each(refusals)('%j', (text, message) => {
    expect(() => parseJson(text)).toThrow(new PyJsonError(message))
  })

  test.each([
    ['[', 'array'],
    ['{"a":', 'object'],
  ])('100,000 levels of %s are refused without a stack overflow', (opening, kind) => {
    expect(() => parseJson(opening.repeat(100_000))).toThrow(
      new PyJsonError(`maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`),
    )
  })
})

test('non-finite constants are read where they are accepted', () => {
  expect(repr(parseJson('[NaN,Infinity,-Infinity]', { constants: 'accept' }))).toBe('[nan, inf, -inf]')
})

describe('a body of bytes', () => {
  test('is read as UTF-8', () => {
    expect(parseJsonBytes(utf8('{"é":"😀"}'))).toStrictEqual(new Map([['é', '😀']]))
  })

  test('that is no UTF-8 is a JSON error with the decoder’s words', () => {
    expect(() => parseJsonBytes(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(
      new PyJsonError("'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"),
    )
  })

  test('that begins with a byte order mark is refused', () => {
    expect(() => parseJsonBytes(utf8('\ufeff{}'))).toThrow(/^Unexpected UTF-8 BOM/)
  })
})

describe('json.loads of bytes', () => {
  const text = '{"é":"😀"}'
  const units = (littleEndian: boolean, mark: string) => {
    const marked = mark + text
    const view = new DataView(new ArrayBuffer(marked.length * 2))
    for (let index = 0; index < marked.length; index += 1) view.setUint16(index * 2, marked.charCodeAt(index), littleEndian)
    return new Uint8Array(view.buffer)
  }
  const points = (littleEndian: boolean, mark: string) => {
    const marked = Array.from(mark + text, (character) => character.codePointAt(0) ?? 0)
    const view = new DataView(new ArrayBuffer(marked.length * 4))
    marked.forEach((point, index) => {
      view.setUint32(index * 4, point, littleEndian)
    })
    return new Uint8Array(view.buffer)
  }
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 little-endian', units(true, '')],
    ['UTF-16 little-endian with a mark', units(true, '\ufeff')],
    ['UTF-16 big-endian', units(false, '')],
    ['UTF-16 big-endian with a mark', units(false, '\ufeff')],
    ['UTF-32 little-endian', points(true, '')],
    ['UTF-32 little-endian with a mark', points(true, '\ufeff')],
    ['UTF-32 big-endian', points(false, '')],
    ['UTF-32 big-endian with a mark', points(false, '\ufeff')],
  ])('detects %s', (_name, bytes) => {
    expect(loadJsonBytes(bytes)).toStrictEqual(new Map([['é', '😀']]))
  })

  test('detects UTF-16 in two bytes', () => {
    expect(loadJsonBytes(Uint8Array.of(0x31, 0))).toBe(1)
    expect(loadJsonBytes(Uint8Array.of(0, 0x31))).toBe(1)
  })

  test('takes an encoded surrogate and non-finite constants', () => {
    expect(loadJsonBytes(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toBe('\ud800')
    expect(loadJsonBytes(Uint8Array.of(0x22, 0xed, 0x9f, 0xbf, 0xed, 0xa0, 0x80, 0x22))).toBe('\ud7ff\ud800')
    expect(loadJsonBytes(utf8('NaN'))).toStrictEqual(new PyFloat(Number.NaN))
  })

  test.each([
    ['a stray byte', [0x22, 0xff, 0x22]],
    ['half a UTF-16 unit', [0xff, 0xfe, 0x31]],
    ['half a UTF-32 unit', [0xff, 0xfe, 0, 0, 0x31, 0]],
    ['a point beyond Unicode', [0, 0, 0xfe, 0xff, 0, 0x11, 0, 0]],
  ])('refuses %s', (_name, bytes) => {
    expect(() => loadJsonBytes(Uint8Array.from(bytes))).toThrow(PyUnicodeError)
  })
})
