import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { Refusal, SuspiciousRequest } from '../refusal.ts'
import { UTF_8 } from './charset/utf-8.ts'
import { UploadedFile } from './data.ts'
import { readMultipart } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=B'

/** A request whose body arrives in pieces of the given size. */
const request = (body: string, size = 65_536): IncomingMessage => {
  const raw = new IncomingMessage(new Socket())
  const bytes = Buffer.from(body, 'latin1')
  for (let at = 0; at < bytes.length; at += size) raw.push(bytes.subarray(at, at + size))
  raw.push(null)
  return raw
}
const part = (header: string, content: string): string => `--B\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`
const read = (body: string, type = TYPE) => readMultipart(request(body), type, UTF_8)

describe('fields', () => {
  const body = `preamble\r\n${part('name="a"', 'x')}${part('name=b', 'two\r\nlines')}${part('name="a"', 'y')}--B--\r\nepilogue`

  test('are read, the last of equal names, what stands around them is not', async () => {
    const data = await read(body)
    expect([data.get('a'), data.get('b')]).toEqual(['y', 'two\r\nlines'])
  })

  test.each([1, 2, 3, 7, 50])('are the same when the body comes in pieces of %i bytes', async (size) => {
    const data = await readMultipart(request(body, size), TYPE, UTF_8)
    expect([data.get('a'), data.get('b')]).toEqual(['y', 'two\r\nlines'])
  })

  test('may be in base64; what is no base64 stays as it is', async () => {
    const encoded = (content: string): string => `${part('name="a"\r\nContent-Transfer-Encoding: base64', content)}--B--`
    expect((await read(encoded('eA=='))).get('a')).toBe('x')
    expect((await read(encoded('eA='))).get('a')).toBe('eA=')
  })

  test('without a closing boundary are complete all the same', async () => {
    expect((await read(part('name="a"', 'x').trimEnd())).get('a')).toBe('x')
  })
})

describe('files', () => {
  test('win over a text of the same name and keep only their name', async () => {
    const data = await read(`${part('name="a"; filename="../up/photo.png"', 'bytes')}${part('name="a"', 'x')}--B--`)
    expect(data.get('a')).toEqual(new UploadedFile('photo.png'))
  })

  test('without a name are texts', async () => {
    expect((await read(`${part('name="a"; filename=""', 'x')}--B--`)).get('a')).toBe('x')
  })

  test('do not count for the size', async () => {
    const data = await read(`${part('name="f"; filename="f"', 'x'.repeat(3_000_000))}${part('name="a"', 'x')}--B--`)
    expect(data.get('a')).toBe('x')
  })
})

describe('too much', () => {
  test.each([
    ['text', part('name="a"', 'x'.repeat(2_621_441))],
    ['fields', part('name="a"', 'x').repeat(1001)],
    ['files', part('name="a"; filename="a"', 'x').repeat(101)],
  ])('%s is turned away', async (_what, body) => {
    await expect(read(`${body}--B--`)).rejects.toThrow(SuspiciousRequest)
  })

  test('a thousand fields and a hundred files are taken', async () => {
    const body = part('name="a"', 'x').repeat(1000) + part('name="f"; filename="f"', 'x').repeat(100)
    expect((await read(`${body}--B--`)).get('a')).toBe('x')
  })
})

test.each([
  ['multipart/form-data', 'Invalid boundary in multipart: None'],
  ['multipart/form-data; boundary=', 'Invalid boundary in multipart: '],
  [`multipart/form-data; boundary=${'b'.repeat(202)}`, `Invalid boundary in multipart: ${'b'.repeat(202)}`],
  ['multipart/form-data; boundary=gr\xfcn', 'Invalid non-ASCII Content-Type in multipart: multipart/form-data; boundary=gr\xfcn'],
  ['Multipart/form-data; boundary=B', 'Invalid Content-Type: Multipart/form-data; boundary=B'],
])('%s is refused', async (type, reason) => {
  const error = await read('', type).catch((reason: unknown) => reason)
  expect(error instanceof Refusal && error.data).toEqual({ detail: `Multipart form parse error - ${reason}` })
})

test('a header that does not end within 1024 bytes is refused', async () => {
  await expect(read(`--B\r\nX: ${'y'.repeat(1100)}\r\n\r\n--B--`)).rejects.toMatchObject({ status: 400 })
})
