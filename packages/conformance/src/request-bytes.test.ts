import { expect, test } from 'vitest'
import type { RecordedRequest } from './case-format.ts'
import { bodyBytes, requestBytes } from './request-bytes.ts'
import { Scope } from './scope.ts'

const TARGET = { host: '127.0.0.1', port: 8000 }

function wire(request: Partial<RecordedRequest>, scope = new Scope()): string {
  return requestBytes({ method: 'POST', path: '/api/token/', ...request }, scope, TARGET).toString('latin1')
}

test('host, connection and length are added around the recorded headers', () => {
  expect(wire({ headers: [['Content-Type', 'text/plain']], body: 'é' })).toBe(
    'POST /api/token/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 2\r\n\r\nÃ©',
  )
})

test('headers that the case brings itself are not added a second time, whatever their case', () => {
  const headers = [
    ['host', 'evil.test'],
    ['CONNECTION', 'keep-alive'],
    ['content-length', '99'],
  ] as const
  expect(wire({ headers, body: 'x' })).toBe(
    'POST /api/token/ HTTP/1.1\r\nhost: evil.test\r\nCONNECTION: keep-alive\r\ncontent-length: 99\r\n\r\nx',
  )
})

test('a request without a body has no length, one with an empty body has length 0', () => {
  expect(wire({ body: null })).not.toContain('Content-Length')
  expect(wire({ body: '' })).toContain('\r\nContent-Length: 0\r\n')
})

test('a chunked body goes out as one chunk without a length', () => {
  const sent = wire({ body: 'a'.repeat(26), chunked: true })
  expect(sent).toContain('\r\nTransfer-Encoding: chunked\r\n')
  expect(sent).not.toContain('Content-Length')
  expect(sent.slice(-38)).toBe(`\r\n1a\r\n${'a'.repeat(26)}\r\n0\r\n\r\n`.slice(-38))
})

test('path, headers and body have their variables filled in, header values as Latin-1', () => {
  const scope = new Scope()
  scope.set('name', 'zoë')
  expect(wire({ path: '/{{name}}/', headers: [['X-Name', '{{name}}']], body: '{{name}}' }, scope)).toBe(
    'POST /zoë/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nX-Name: zoë\r\nConnection: close\r\nContent-Length: 4\r\n\r\nzoÃ«',
  )
})

test.each([
  ['base64', { b64: '/wBB' }, 'ff0041'],
  ['Latin-1', { encoding: 'latin1', text: 'é' }, 'e9'],
  ['UTF-16, little end first', { encoding: 'utf16le', text: 'aé' }, '6100e900'],
  ['UTF-16, big end first', { encoding: 'utf16be', text: 'aé' }, '006100e9'],
  ['a repeated unit', { repeat: { before: '[', unit: '1,', count: 3, after: '2]' } }, Buffer.from('[1,1,1,2]').toString('hex')],
  ['a counted unit', { repeat: { unit: 'f{i}=&', count: 3 } }, Buffer.from('f0=&f1=&f2=&').toString('hex')],
] as const)('a body can be given as %s', (_form, body, hex) => {
  expect(bodyBytes(body, new Scope()).toString('hex')).toBe(hex)
})
