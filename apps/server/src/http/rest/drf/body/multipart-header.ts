import { parseHeaderParameters } from '../header-parameters.ts'

/** What the header lines of a part say. `none` is a part without a name, which is skipped. */
export interface PartDescription {
  readonly kind: 'text' | 'file' | 'none'
  readonly name: string
  /** Without folders; empty when nothing printable is left, and the file is then skipped. */
  readonly fileName: string
  readonly isBase64: boolean
}

/** Reads the header lines of a part as Django does; lines that are no headers, or no UTF-8, are passed over. */
export function parsePartHeader(bytes: Buffer): PartDescription {
  let disposition: ReadonlyMap<string, string> | null = null
  let encoding = ''
  for (const line of bytes.toString('utf8').split('\r\n')) {
    const { main, parameters } = parseHeaderParameters(line)
    const colon = main.indexOf(':')
    if (colon === -1 || line.includes('\ufffd')) continue
    const header = main.slice(0, colon)
    if (header === 'content-disposition') disposition = parameters
    else if (header === 'content-transfer-encoding') encoding = main.slice(colon + 1).trim()
  }
  const name = disposition?.get('name')?.trim()
  const file = disposition?.get('filename') ?? ''
  if (name === undefined) return { kind: 'none', name: '', fileName: '', isBase64: false }
  return { kind: file === '' ? 'text' : 'file', name, fileName: safeFileName(file), isBase64: encoding === 'base64' }
}

function safeFileName(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  const printable = last.replace(/[^\P{C}]/gu, '')
  return printable === '.' || printable === '..' ? '' : printable
}
