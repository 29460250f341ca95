import type { Transport } from '../message.ts'

/** Prints each message, for development: whoever reads the output can follow its links. */
export const createConsoleTransport = ({ from }: { from: string }): Transport => ({
  send: async ({ to, subject, text }) => {
    const header = `From: ${from}\nTo: ${to}\nSubject: ${subject}`
    process.stdout.write(`----- mail -----\n${header}\n\n${text.trimEnd()}\n----------------\n`)
  },
  close: () => {},
})
