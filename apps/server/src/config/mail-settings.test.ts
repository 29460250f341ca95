import { expect, test } from 'vitest'
import { loadConfig } from './load-config.ts'

const IN_MEMORY = { DATABASE_URL: 'sqlite::memory:' }
const load = (env: Record<string, string>) => loadConfig({ env: { ...IN_MEMORY, ...env }, cwd: '/nonexistent' })

test('mail needs a public address and a sender, and a start without them says so', async () => {
  await expect(load({ SMTP_URL: 'smtp://mail.example.com' })).rejects.toThrow(
    /- LATCHKEY_PUBLIC_URL must be given .*\n.*- MAIL_FROM must be given/,
  )
  const { service } = await load({ SMTP_URL: 'console', LATCHKEY_PUBLIC_URL: 'https://auth.example.com/base/' })
  expect(service).toMatchObject({ smtpUrl: { kind: 'console' }, publicUrl: 'https://auth.example.com/base', mailFrom: null })
})

test.each([
  ['SMTP_URL', 'mail.example.com:25'],
  ['SMTP_URL', 'https://user:hunter2@mail.example.com'],
  ['SMTP_URL', 'maildir:'],
  ['MAIL_FROM', 'Our Service'],
  ['MAIL_FROM', 'a@example.com\r\nBcc: b@example.com'],
  ['LATCHKEY_PUBLIC_URL', 'auth.example.com'],
  ['LATCHKEY_PUBLIC_URL', 'javascript:alert(1)'],
  ['LATCHKEY_PUBLIC_URL', 'https://auth.example.com/?x=1'],
])('%s is refused as %s, and the message does not repeat a secret', async (name, value) => {
  const refused = load({ [name]: value })
  await expect(refused).rejects.toThrow(`- ${name} must be`)
  await expect(refused).rejects.not.toThrow('hunter2')
})
