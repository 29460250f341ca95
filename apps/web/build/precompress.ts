import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(?:js|css|svg|html)$/
/** Bytes below which a compressed file saves nothing that counts. */
const WORTHWHILE = 1_000

const FORMS = [
  { ending: '.br', compress: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) },
  { ending: '.gz', compress: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
]

/** Writes each text file a second and a third time, compressed as far as it goes: the server then sends it without any work. */
export function precompressPlugin(): Plugin {
  return {
    name: 'latchkey:precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.entries(bundle).map(([name, file]) => ({
        name,
        bytes: Buffer.from(file.type === 'chunk' ? file.code : file.source),
      }))
      const worthwhile = files.filter(({ name, bytes }) => TEXT.test(name) && bytes.length >= WORTHWHILE)
      await Promise.all(
        worthwhile.flatMap(({ name, bytes }) =>
          FORMS.map(async ({ ending, compress }) => writeFile(join(dir, name + ending), await compress(bytes))),
        ),
      )
    },
  }
}
