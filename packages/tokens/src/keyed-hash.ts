import { hash, type KeyObject } from 'node:crypto'
import type { Suite } from './algorithm.ts'

type HashName = Suite['hash']

const BLOCK_BYTES: Readonly<Record<HashName, number>> = { sha256: 64, sha384: 128, sha512: 128 }
/** Room that is kept for a text: more than any usual token needs. */
const ROOM_BYTES = 4096
/** RFC 2104, section 2. */
const INNER_PAD = 0x36
const OUTER_PAD = 0x5c

/**
 * HMAC (RFC 2104) with one secret, as two plain hashes: the object that `createHmac` makes for each text costs several times what
 * hashing a token does. Text is taken as one byte for each character.
 */
class KeyedHash {
  readonly name: HashName
  readonly #block: number
  /** The key's inner block, and the room behind it. */
  readonly #inner: Buffer
  /** The first so many bytes of it, made once: as many as there is room for, and a few in use. */
  readonly #beginnings = new Map<number, Buffer>()
  /** The key's outer block, and behind it the inner digest. */
  readonly #outer: Buffer

  constructor(name: HashName, secret: KeyObject) {
    const exported = secret.export()
    this.name = name
    this.#block = BLOCK_BYTES[name]
    const key = exported.length > this.#block ? hash(name, exported, 'buffer') : exported
    this.#inner = Buffer.alloc(this.#block + ROOM_BYTES)
    this.#outer = Buffer.alloc(this.#block + hash(name, '', 'buffer').length)
    for (let index = 0; index < this.#block; index += 1) {
      const byte = key[index] ?? 0
      this.#inner[index] = byte ^ INNER_PAD
      this.#outer[index] = byte ^ OUTER_PAD
    }
  }

  digest(text: string): Buffer {
    this.#hashInner(text)
    return Buffer.from(hash(this.name, this.#outer, 'binary'), 'latin1')
  }

  base64url(text: string): string {
    this.#hashInner(text)
    return hash(this.name, this.#outer, 'base64url')
  }

  #hashInner(text: string): void {
    const length = this.#block + text.length
    const inner = length <= this.#inner.length ? this.#beginning(length) : Buffer.concat([this.#inner], length)
    inner.write(text, this.#block, 'latin1')
    // As text, one character for each byte: memory of its own for every digest takes longer than the hash.
    this.#outer.write(hash(this.name, inner, 'binary'), this.#block, 'latin1')
  }

  #beginning(length: number): Buffer {
    let beginning = this.#beginnings.get(length)
    if (beginning === undefined) {
      beginning = this.#inner.subarray(0, length)
      this.#beginnings.set(length, beginning)
    }
    return beginning
  }
}

const known = new WeakMap<KeyObject, KeyedHash>()

/** The keyed hash of a secret, made when it is first asked for. */
export function keyedHash(name: HashName, secret: KeyObject): KeyedHash {
  let made = known.get(secret)
  if (made?.name !== name) {
    made = new KeyedHash(name, secret)
    known.set(secret, made)
  }
  return made
}
