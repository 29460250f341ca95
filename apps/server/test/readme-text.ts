import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../../..', name), 'utf8')

export const README = read('README.md')
export const CLIENT_PAGE = read('docs/client.md')

/** The code blocks of a text, the README if none is given, in one language. */
export const codeBlocks = (language: string, text: string = README): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block)
