import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MAIL_KINDS } from '../accounts/email/mailer.ts'
import { durationInWords } from './duration-in-words.ts'
import { loadTemplates } from './templates.ts'

const VALUES = {
  site: 'auth.example.com',
  username: '<b>eve</b>\r\nBcc: x@example.net',
  newEmail: '"><script>@example.org',
  link: 'https://auth.example.com/app/reset-password#token=t',
  token: 't',
  lifetime: '1 hour',
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test.each(MAIL_KINDS)('%s fills every place, and lets no value break out of it', (kind) => {
  const { subject, text, html } = loadTemplates(null)(kind, VALUES)
  for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|undefined/)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(text).not.toMatch(/^Bcc:/m)
  expect(html).toContain('&lt;b&gt;eve&lt;/b&gt;')
  expect(html).not.toMatch(/<script|<b>/)
})

test("a deployer's file is taken instead of the built-in one, and the others stay", () => {
  const folder = folderWith({ 'password-reset.txt': 'Subject: Bonjour {{username}}\r\n\r\nVoici : {{ link }}\r\n', README: 'ours' })
  const render = loadTemplates(folder)
  expect(render('password-reset', { ...VALUES, username: 'eve' })).toMatchObject({
    subject: 'Bonjour eve',
    text: `Voici : ${VALUES.link}\n`,
  })
  expect(render('password-reset', VALUES).html).toBe(loadTemplates(null)('password-reset', VALUES).html)
  expect(render('email-changed', VALUES)).toEqual(loadTemplates(null)('email-changed', VALUES))
})

test.each([
  [{ 'password-reset.txt': 'Hello' }, /password-reset\.txt must begin with a line "Subject: …"/],
  [{ 'password-reset.html': '{{ password }}' }, /password-reset\.html names \{\{ password \}\}; there is site, username/],
  [{ 'reset-password.html': 'x' }, /reset-password\.html is no template of a mail; there is password-reset\.txt/],
])('a folder that cannot be used says which file is at fault: %j', (files, message) => {
  const folder = folderWith(files)
  expect(() => loadTemplates(folder)).toThrow(message)
})

test.each([
  [60, '1 minute'],
  [5_400, '90 minutes'],
  [3_600, '1 hour'],
  [86_400, '24 hours'],
  [259_200, '3 days'],
  [1, '1 minute'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words)
})
