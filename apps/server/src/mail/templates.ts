import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAIL_KINDS, type MailKind } from '../accounts/email/mailer.ts'
import type { Message } from './message.ts'

const BUILT_IN = join(import.meta.dirname, 'templates')
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g
const SUBJECT = /^Subject: (.+)\n+/

/** What a template may name, each as {{ name }}. */
const VALUES = ['site', 'username', 'newEmail', 'link', 'token', 'lifetime'] as const
export type TemplateValues = Readonly<Record<(typeof VALUES)[number], string>>

export type RenderMail = (kind: MailKind, values: TemplateValues) => Omit<Message, 'to'>

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
/** A value must neither begin a line of its own in a text nor a header in a subject. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

const fill = (template: string, values: TemplateValues, encode: (text: string) => string): string =>
  template.replace(PLACEHOLDER, (_, name: keyof TemplateValues) => encode(values[name]))

/**
 * Reads the templates of all mails: `KIND.txt`, whose first line is `Subject: …`, and `KIND.html`. A file of that name in `folder` is
 * taken instead of the built-in one. Throws an error that says which file is at fault.
 */
export function loadTemplates(folder: string | null): RenderMail {
  if (folder !== null) refuseStrangers(folder)
  const read = (name: string): string => {
    const own = folder === null ? null : join(folder, name)
    const path = own !== null && existsSync(own) ? own : join(BUILT_IN, name)
    const template = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
    for (const [, placeholder] of template.matchAll(PLACEHOLDER)) {
      if (!VALUES.some((known) => known === placeholder))
        throw new Error(`${path} names {{ ${placeholder} }}; there is ${VALUES.join(', ')}`)
    }
    return template
  }
  const templates = new Map(
    MAIL_KINDS.map((kind) => {
      const text = read(`${kind}.txt`)
      const subject = SUBJECT.exec(text)
      if (!subject?.[1]) throw new Error(`${join(folder ?? BUILT_IN, `${kind}.txt`)} must begin with a line "Subject: …"`)
      return [kind, { subject: subject[1], text: text.slice(subject[0].length), html: read(`${kind}.html`) }] as const
    }),
  )
  return (kind, values) => {
    const template = templates.get(kind)
    if (!template) throw new TypeError(`There is no template ${kind}.`)
    return {
      subject: fill(template.subject, values, oneLine),
      text: fill(template.text, values, oneLine),
      html: fill(template.html, values, (text) => escapeHtml(oneLine(text))),
    }
  }
}

/** A misspelt name would leave the built-in template in force unnoticed. */
function refuseStrangers(folder: string): void {
  const names = MAIL_KINDS.flatMap((kind) => [`${kind}.txt`, `${kind}.html`])
  const stranger = readdirSync(folder).find((name) => /\.(?:txt|html)$/.test(name) && !names.includes(name))
  if (stranger !== undefined) throw new Error(`${join(folder, stranger)} is no template of a mail; there is ${names.join(', ')}`)
}
