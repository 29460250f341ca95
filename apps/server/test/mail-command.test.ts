import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { run, temporaryFolder } from './server-process.ts'

test('the operator mails a link, here into a maildir, and is told where that cannot be', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder()
  const users = [
    { username: 'ada', email: 'ada@example.org', password: 'x' },
    { username: 'mute', password: 'x' },
  ]
  const file = join(folder.path, 'users.json')
  writeFileSync(file, JSON.stringify({ users }))
  await run(folder.path, ['users', 'import', file])
  const env = { SMTP_URL: 'maildir:mail', LATCHKEY_PUBLIC_URL: 'https://auth.example.com' }
  const send = (name: string, settings: Record<string, string> = env) => run(folder.path, ['users', 'send-password-reset', name], settings)
  expect(await send('ada', {})).toEqual({ code: 1, output: 'No mail is configured: set SMTP_URL.\n' })
  expect((await send('mute')).output).toMatch(/^mute can get no such mail: the account is inactive, or has no address/)
  expect(await send('ada')).toEqual({ code: 0, output: 'ada has been sent a link.\n' })
  const [name = '', ...others] = readdirSync(join(folder.path, 'mail/new'))
  expect(others).toEqual([])
  const { to, text } = await PostalMime.parse(readFileSync(join(folder.path, 'mail/new', name)))
  expect(to).toMatchObject([{ address: 'ada@example.org' }])
  expect(text).toMatch(/^https:\/\/auth\.example\.com\/app\/reset-password#token=[\w-]{43}$/m)
})
