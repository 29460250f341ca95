import { createTransport } from 'nodemailer'
import type { Transport } from '../message.ts'

const SECOND = 1000
const CONNECTIONS = 2
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * Sends over SMTP: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. Nodemailer's options may follow as a
 * query. Mail holds links that open accounts, so TLS is asked for everywhere but on this machine, unless the query says otherwise.
 */
export function createSmtpTransport({ url, from }: { url: string; from: string }): Transport {
  const transporter = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    requireTLS: !LOOPBACK.includes(new URL(url).hostname),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    // A message is text that we have made: nothing in it is to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    url,
  })
  return {
    send: async ({ to, ...content }) => {
      // As an object the address is one address, whatever characters it has.
      await transporter.sendMail({ from, to: { name: '', address: to }, ...content, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: () => transporter.close(),
  }
}
