import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { asPort, startTinyServer } from '../test/tiny-server.ts'
import { send } from './raw-http.ts'
import { ReplyError } from './reply.ts'
import { Scope } from './scope.ts'

const GET = { method: 'GET', path: '/' }

test('a request arrives as recorded and its reply is timed', async () => {
  await using server = await startTinyServer(async (request, response) => {
    response.end(`${request.method} ${request.url} ${request.rawHeaders.slice(2, 4).join('=')} ${await text(request)}`)
  })
  const scope = new Scope()
  scope.set('name', 'ada')
  const before = Date.now()
  const reply = await send({ method: 'POST', path: '/p/', headers: [['X-Name', '{{name}}']], body: '{{name}}!' }, scope, server.target)
  expect(reply.body.toString()).toBe('POST /p/ X-Name=ada ada!')
  expect(reply.status).toBe(200)
  expect(reply.began).toBeGreaterThanOrEqual(before)
  expect(reply.ended).toBeGreaterThanOrEqual(reply.began)
  expect(reply.ended).toBeLessThanOrEqual(Date.now())
})

test('a chunked request is understood, and a chunked reply is put together', async () => {
  await using server = await startTinyServer(async (request, response) => {
    response.write(`${request.headers['transfer-encoding']}:`)
    response.write(await text(request))
    response.end()
  })
  const reply = await send({ method: 'POST', path: '/', body: 'a body', chunked: true }, new Scope(), server.target)
  expect(reply.headers).toContainEqual(['Transfer-Encoding', 'chunked'])
  expect(reply.body.toString()).toBe('chunked:a body')
})

test('a reply counts even if the server then resets the connection', async () => {
  await using server = await startTinyServer((request, response) => {
    response.end('enough')
    response.on('finish', () => setTimeout(() => request.socket.resetAndDestroy(), 20))
  })
  const reply = await send({ method: 'POST', path: '/', headers: [['Connection', 'keep-alive']], body: 'x' }, new Scope(), server.target)
  expect(reply.body.toString()).toBe('enough')
})

test('a server that hangs up without a word is an error', async () => {
  await using server = await startTinyServer((request) => request.socket.end())
  await expect(send(GET, new Scope(), server.target)).rejects.toThrow(new ReplyError('the connection was closed without a reply'))
})

test('a server that says nothing is given up', async () => {
  await using server = await startTinyServer(() => {})
  await expect(send(GET, new Scope(), { ...server.target, timeout: 50 })).rejects.toThrow('no answer within 0.05 s')
})

test('nobody listening is an error', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = asPort(server.address())
  server.close()
  await once(server, 'close')
  await expect(send(GET, new Scope(), { host: '127.0.0.1', port, timeout: 1000 })).rejects.toThrow('ECONNREFUSED')
})
