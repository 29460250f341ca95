import type { MailWay } from '../mail-way.ts'
import type { Transport } from '../message.ts'

/** The configured transport; Nodemailer is loaded only for those that need it. */
export async function loadTransport(way: MailWay, from: string): Promise<Transport> {
  switch (way.kind) {
    case 'smtp':
      return (await import('./smtp.ts')).createSmtpTransport({ url: way.url, from })
    case 'maildir':
      return (await import('./maildir.ts')).createMaildirTransport({ path: way.path, from })
    case 'console':
      return (await import('./console.ts')).createConsoleTransport({ from })
  }
}
