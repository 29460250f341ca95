import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Transport } from '../message.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY = 0o600

/** Puts each message into a maildir, for development: any mail program shows them. */
export function createMaildirTransport({ path, from }: { path: string; from: string }): Transport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async ({ to, ...content }) => {
      const { message } = await composer.sendMail({ from, to: { name: '', address: to }, ...content })
      for (const folder of ['tmp', 'new', 'cur']) await mkdir(join(path, folder), { recursive: true, mode: OWNER_ONLY_FOLDER })
      const name = `${Date.now()}.${randomBytes(8).toString('hex')}.${hostname().replace(/[^\w.-]/g, '_')}`
      await writeFile(join(path, 'tmp', name), message, { mode: OWNER_ONLY })
      await rename(join(path, 'tmp', name), join(path, 'new', name))
    },
    close: () => {},
  }
}
