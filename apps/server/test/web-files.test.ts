import { expect, test } from 'vitest'
import { sendRaw, statusOf } from './raw-request.ts'
import { testApp } from './test-app.ts'

test('the page is served for every path that it routes itself, with a policy that lets in no foreign script', async () => {
  await using service = await testApp()
  for (const path of ['/app/', '/app/sign-in', '/app/no/such/page']) {
    const reply = await fetch(service.base + path)
    expect([path, reply.status, reply.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8'])
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'self'; (?!.*unsafe)/)
  }
})

test('a file that is not there, and one that is none of ours, are not found', async () => {
  await using service = await testApp()
  for (const path of ['/app/assets/old.js', '/app/gone.png', '/app/assets/'])
    expect((await fetch(service.base + path)).status, path).toBe(404)
  const outside = await sendRaw(service.base, ['GET /app/assets/../../package.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'])
  expect(statusOf(outside)).not.toBe(500)
  expect(outside).not.toContain('"dependencies"')
})
