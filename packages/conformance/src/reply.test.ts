import { expect, test } from 'vitest'
import { parseReply, ReplyError } from './reply.ts'

function parse(text: string, method = 'GET') {
  const reply = parseReply(Buffer.from(text, 'latin1'), method)
  return { ...reply, body: reply.body.toString('latin1') }
}

test('status, reason, headers in their order and body are read', () => {
  expect(parse('HTTP/1.1 415 Unsupported Media Type\r\nB: 1\r\na:  two \r\nB: 3\r\nContent-Length: 2\r\n\r\nhi')).toEqual({
    status: 415,
    reason: 'Unsupported Media Type',
    headers: [
      ['B', '1'],
      ['a', 'two'],
      ['B', '3'],
      ['Content-Length', '2'],
    ],
    body: 'hi',
  })
})

test('a reply without a length ends with the connection, and one without a reason has an empty one', () => {
  expect(parse('HTTP/1.0 200\r\n\r\nall of it')).toMatchObject({ status: 200, reason: '', headers: [], body: 'all of it' })
})

test('interim replies are passed over', () => {
  expect(parse('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n').status).toBe(204)
})

test('chunks are joined, their extensions and trailers left out, and win over a length', () => {
  const chunked =
    'HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\nT: 1\r\n\r\n'
  expect(parse(chunked).body).toBe('abc0123456789')
})

test('bytes after the head of a HEAD reply are kept, and its length is not held against them', () => {
  expect(parse('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', 'HEAD').body).toBe('')
  expect(parse('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', 'HEAD').body).toBe('{}')
})

test.each([
  ['an unfinished head', 'HTTP/1.1 200 OK\r\nA: 1\r\n', 'the head of the reply is not complete'],
  ['only an interim reply', 'HTTP/1.1 100 Continue\r\n\r\n', 'the head of the reply is not complete'],
  ['something other than HTTP', 'hello\r\n\r\n', '"hello" is not a status line'],
  ['fewer bytes than promised', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi', 'Content-Length is 3, but 2 bytes came'],
  ['more bytes than promised', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nhi', 'Content-Length is 1, but 2 bytes came'],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n', 'a chunk has no size'],
  ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n', 'a chunk has no size'],
  ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi', 'a chunk is cut short'],
])('%s is refused', (_what, text, message) => {
  expect(() => parse(text)).toThrow(new ReplyError(message))
})
