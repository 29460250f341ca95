import { open } from 'node:fs/promises'
import { endianness } from 'node:os'

// `iChange` of the WAL-index header, in the byte order of the machine: https://www.sqlite.org/walformat.html
const OFFSET = 8
const SIZE = 4

/** How many transactions have been committed to a SQLite file in WAL mode, modulo 2 ** 32 and from an arbitrary start. */
export async function commitCount(database: string): Promise<number> {
  await using index = await open(`${database}-shm`)
  const { buffer } = await index.read(Buffer.alloc(SIZE), 0, SIZE, OFFSET)
  return endianness() === 'LE' ? buffer.readUInt32LE() : buffer.readUInt32BE()
}
