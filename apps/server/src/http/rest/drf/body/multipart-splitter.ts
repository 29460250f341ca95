/** Takes the bytes of one part, its header lines included. */
export interface PartSink {
  write(bytes: Buffer): void
  end(): void
}

/**
 * Cuts a multipart body at its boundaries, as it arrives. What stands before the first boundary and behind the last one
 * are parts, too; the line break before a boundary belongs to the boundary.
 */
export class MultipartSplitter {
  readonly #separator: Buffer
  readonly #nextPart: () => PartSink
  #part: PartSink
  #pending = Buffer.alloc(0)

  constructor(boundary: string, nextPart: () => PartSink) {
    this.#separator = Buffer.from(`--${boundary}`, 'latin1')
    this.#nextPart = nextPart
    this.#part = nextPart()
  }

  write(chunk: Buffer): void {
    let data = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    for (let at = data.indexOf(this.#separator); at !== -1; at = data.indexOf(this.#separator)) {
      this.#part.write(data.subarray(0, beforeLineBreak(data, at)))
      this.#part.end()
      this.#part = this.#nextPart()
      data = data.subarray(at + this.#separator.length)
    }
    // The end may be the beginning of a separator, with its line break.
    const safe = Math.max(0, data.length - this.#separator.length - 1)
    if (safe > 0) this.#part.write(data.subarray(0, safe))
    this.#pending = Buffer.from(data.subarray(safe))
  }

  end(): void {
    this.#part.write(this.#pending)
    this.#part.end()
  }
}

function beforeLineBreak(data: Buffer, at: number): number {
  const end = data[at - 1] === 0x0a ? at - 1 : at
  return data[end - 1] === 0x0d ? end - 1 : end
}
