import { expect, test } from 'vitest'
import { sendRaw, statusOf } from './raw-request.ts'
import { testApp } from './test-app.ts'

test('a host that the operator did not name is refused on every face', async () => {
  await using service = await testApp({ env: { LATCHKEY_ALLOWED_HOSTS: 'api.example.test' } })
  for (const path of ['/api/protected/', '/trpc/auth.me', '/app/']) {
    const ask = async (host: string) =>
      statusOf(await sendRaw(service.base, [`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]))
    expect(await ask('evil.example'), path).toBe(400)
    expect(await ask('api.example.test'), path).not.toBe(400)
  }
})
