import { LINK_PAGES } from '@latchkey/contract'
import type { Mail, Mailer } from '../accounts/email/mailer.ts'
import { durationInWords } from './duration-in-words.ts'
import type { MailWay } from './mail-way.ts'
import type { Message, Transport } from './message.ts'
import { type Failure, Outbox, type Pace } from './outbox.ts'
import { loadTemplates } from './templates.ts'
import { loadTransport } from './transports/index.ts'

export interface MailSettings {
  readonly way: MailWay
  readonly from: string
  /** Where people reach the service, without a slash at its end. Links begin with it and with nothing that a request says. */
  readonly publicUrl: string
  /** A folder of templates that are taken instead of the built-in ones. */
  readonly templates: string | null
}

/** What went wrong with a mail; it names no address, no token and no words of it. */
export interface MailProblem {
  readonly failure: Failure
  readonly kind: Mail['kind'] | null
  readonly userId: number | null
  /** The code of the error, or SMTP's. */
  readonly code: string | null
}

export interface OutgoingMail extends Mailer {
  /** Sends what can be sent within `patience` milliseconds; returns how many mails did not leave. */
  close(patience: number): Promise<number>
}

/** One address and nothing else, as SMTP and a header can hold it: a stored one may be older than the rules for new ones. */
const ONE_ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()\\,;"@]+$/u

class UnusableAddress extends Error {
  readonly code = 'unusable_address'
}

/** Mail that leaves in the background. Throws an error for templates that cannot be used. */
export function createOutgoingMail(settings: MailSettings, report: (problem: MailProblem) => void, pace?: Pace): OutgoingMail {
  const render = loadTemplates(settings.templates)
  let transport: Promise<Transport> | null = null

  function messageOf({ kind, to, username, newEmail = '', link }: Mail): Message {
    if (!ONE_ADDRESS.test(to)) throw new UnusableAddress()
    const url = link ? `${settings.publicUrl}${LINK_PAGES[link.page]}#token=${link.token}` : ''
    const lifetime = link ? durationInWords(link.lifetime) : ''
    return {
      to,
      ...render(kind, { site: new URL(settings.publicUrl).host, username, newEmail, link: url, token: link?.token ?? '', lifetime }),
    }
  }

  const outbox = new Outbox<Mail>({
    send: async (mail) => {
      const message = messageOf(mail)
      transport ??= loadTransport(settings.way, settings.from)
      await (await transport).send(message)
    },
    isFinal: (error) => error instanceof UnusableAddress || smtpCodeOf(error) >= 500,
    report: (failure, { item, error }) => report({ failure, kind: item?.kind ?? null, userId: item?.userId ?? null, code: codeOf(error) }),
    ...(pace ? { pace } : {}),
  })

  return {
    post: (compose) => outbox.post(compose),
    close: async (patience) => {
      const lost = await outbox.close(patience)
      if (transport) (await transport).close()
      return lost
    },
  }
}

const smtpCodeOf = (error: unknown): number =>
  error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0

/** Never the message: a mail server repeats addresses in it. */
function codeOf(error: unknown): string | null {
  const smtpCode = smtpCodeOf(error)
  if (smtpCode > 0) return String(smtpCode)
  if (!(error instanceof Error)) return null
  return 'code' in error ? String(error.code) : error.name
}
