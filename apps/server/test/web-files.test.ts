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

test('files come compressed to whoever takes them so, and are kept for as long as their names hold', async () => {
  await using service = await testApp()
  const page = await fetch(`${service.base}/app/`)
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const script = /src="(\/app\/assets\/index-[^"]+\.js)"/.exec(await page.text())?.[1]
  for (const encoding of ['br', 'gzip', 'identity']) {
    const reply = await fetch(service.base + script, { headers: { 'accept-encoding': encoding } })
    expect(reply.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript; charset=utf-8$/)
    expect(reply.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(reply.headers.get('vary')).toMatch(/accept-encoding/i)
    expect(await reply.text()).toContain('Latchkey')
  }
})

test('a browser that came over TLS is told to come back by nothing else', async () => {
  const pathsOver = async (env: Record<string, string>, protocol: string) => {
    await using service = await testApp({ env })
    const headers = { 'x-forwarded-proto': protocol }
    const replies = await Promise.all(['/app/', '/trpc/auth.me'].map((path) => fetch(service.base + path, { headers })))
    return replies.map((reply) => reply.headers.get('strict-transport-security'))
  }
  const behindProxy = { LATCHKEY_TRUSTED_PROXIES: '127.0.0.1' }
  expect(await pathsOver(behindProxy, 'https')).toEqual(['max-age=31536000', 'max-age=31536000'])
  expect(await pathsOver(behindProxy, 'http')).toEqual([null, null])
  // Anybody can send the header; only a proxy that is named is believed.
  expect(await pathsOver({}, 'https')).toEqual([null, null])
})

test('a file that is not there, and one that is none of ours, are not found', async () => {
  await using service = await testApp()
  for (const path of ['/app/assets/old.js', '/app/gone.png', '/app/assets/']) {
    const reply = await fetch(service.base + path)
    expect(reply.status, path).toBe(404)
    expect(reply.headers.get('content-security-policy'), path).toContain("default-src 'self'")
  }
  const bare = await fetch(`${service.base}/app`, { redirect: 'manual' })
  expect([bare.status, bare.headers.get('location')]).toEqual([308, '/app/'])
  const outside = await sendRaw(service.base, ['GET /app/assets/../../package.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'])
  expect(statusOf(outside)).not.toBe(500)
  expect(outside).not.toContain('"dependencies"')
})
