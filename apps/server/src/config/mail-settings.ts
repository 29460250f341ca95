import type { MailWay } from '../mail/mail-way.ts'
import { lifetime, optionalText, type Reader, text } from './readers.ts'
import { setting } from './setting.ts'

/** How mail leaves; the value may hold a password and is never repeated. */
const mailWay: Reader<MailWay | null> = (value) => {
  if (value === null) return null
  const said = text(value)
  if (said === 'console') return { kind: 'console' }
  const path = /^maildir:(.+)$/.exec(said)?.[1]
  if (path !== undefined) return { kind: 'maildir', path }
  if (/^smtps?:\/\//.test(said) && URL.canParse(said) && new URL(said).hostname !== '') return { kind: 'smtp', url: said }
  throw new Error('must be smtp://USER:PASSWORD@HOST:PORT, smtps://…, maildir:PATH or console')
}

/** Where people reach the service, without a slash at its end. */
const publicUrl: Reader<string | null> = (value) => {
  const said = optionalText(value)
  if (said === null) return null
  const url = URL.canParse(said) ? new URL(said) : null
  const isPlain = url && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}${url.password}` === ''
  if (!isPlain) throw new Error('must be an address like https://auth.example.com, without query')
  return url.href.replace(/\/+$/, '')
}

const sender: Reader<string | null> = (value) => {
  const said = optionalText(value)
  if (said !== null && !/^(?:[^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(said)) {
    throw new Error('must be an address, like auth@example.com or Our Service <auth@example.com>')
  }
  return said
}

export const MAIL_SETTINGS = {
  smtpUrl: setting('SMTP_URL', mailWay, {
    standard: null,
    standardText: 'none: no mail is sent',
    about:
      "the mail server: `smtp://USER:PASSWORD@HOST:587` (with STARTTLS; nodemailer's options may follow as a query) or `smtps://…`; for development `maildir:PATH` or `console`",
  }),
  mailFrom: setting('MAIL_FROM', sender, {
    standard: null,
    standardText: 'none; must be given with a mail server',
    about: 'the sender of mails: `auth@example.com` or `Our Service <auth@example.com>`',
  }),
  publicUrl: setting('LATCHKEY_PUBLIC_URL', publicUrl, {
    standard: null,
    standardText: 'none; must be given with `SMTP_URL`',
    about: 'where people reach the service, like `https://auth.example.com`: links in mails begin with it',
  }),
  mailTemplates: setting('LATCHKEY_MAIL_TEMPLATES', optionalText, {
    standard: null,
    standardText: 'none',
    about: 'a folder of templates that are taken instead of the built-in ones of the same name',
  }),
  passwordResetLifetime: setting('LATCHKEY_PASSWORD_RESET_LIFETIME', lifetime, {
    standard: 3_600,
    standardText: '1h',
    about: 'how long a mailed link to choose a new password works',
  }),
  emailVerificationLifetime: setting('LATCHKEY_EMAIL_VERIFICATION_LIFETIME', lifetime, {
    standard: 86_400,
    standardText: '1d',
    about: 'how long a mailed link to verify an address works',
  }),
}
