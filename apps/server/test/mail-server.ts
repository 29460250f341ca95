import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'

export interface ReceivedMail {
  /** Whom the envelope names: where the mail really goes. */
  readonly recipients: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The link of the mail, and the token in it. */
  readonly link: string
  readonly token: string
}

export interface MailServer extends AsyncDisposable {
  /** What an operator would set to use it. */
  readonly env: Record<string, string>
  readonly received: ReceivedMail[]
  /** The newest mail to an address, of those whose subject says this; polls until it has come. */
  mailTo(address: string, subject: RegExp): Promise<ReceivedMail>
}

export const PUBLIC_URL = 'https://auth.example.com/base'

/** A real SMTP server that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks))
          .then(({ subject = '', text = '', html = '' }) => {
            const link = /https?:\/\/\S+#token=\S+/.exec(text)?.[0] ?? ''
            const recipients = session.envelope.rcptTo.map(({ address }) => address)
            received.push({ recipients, subject, text, html, link, token: link.split('#token=')[1] ?? '' })
            done()
          })
          .catch(done)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Latchkey <auth@example.com>', LATCHKEY_PUBLIC_URL: `${PUBLIC_URL}/` },
    received,
    mailTo: async (address, subject) => {
      const find = () => received.findLast((mail) => mail.recipients.includes(address) && subject.test(mail.subject))
      await expect.poll(find).toBeDefined()
      return find() as ReceivedMail
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
