import { MAX_FIELDS } from '../query.ts'
import { SuspiciousRequest } from '../refusal.ts'
import type { Charset } from './charset/charset.ts'
import { type DataValue, UploadedFile } from './data.ts'
import { multipartError } from './multipart-error.ts'
import { type PartDescription, parsePartHeader } from './multipart-header.ts'
import type { PartSink } from './multipart-splitter.ts'
import { MAX_BODY_BYTES } from './read-bytes.ts'

const MAX_FILES = 100
const MAX_HEADER_BYTES = 1024
/** Django counts what stands before the first boundary and behind the last one as fields. */
const FRAME_PARTS = 2

/** Gathers the values of a multipart form within Django's limits. A file wins over a text of the same name. */
export class MultipartFields {
  readonly #charset: Charset
  readonly #texts = new Map<string, DataValue>()
  readonly #files = new Map<string, DataValue>()
  #openFile: PartDescription | null = null
  #textBytes = 0
  #fieldCount = 0
  #fileCount = 0

  constructor(charset: Charset) {
    this.#charset = charset
  }

  get values(): ReadonlyMap<string, DataValue> {
    return new Map([...this.#texts, ...this.#files])
  }

  /** Begins a part, which completes the file before it: one that nothing follows was cut off, and is not kept. */
  nextPart(): PartSink {
    if (this.#openFile !== null) this.#files.set(this.#openFile.name, new UploadedFile(this.#openFile.fileName))
    this.#openFile = null
    return new Part(this)
  }

  /** Counts a part whose header is known; true when its bytes are wanted. */
  begin(description: PartDescription): boolean {
    if (description.kind === 'file') {
      this.#fileCount += 1
      if (this.#fileCount > MAX_FILES) throw new SuspiciousRequest('too many files')
      if (description.fileName !== '') this.#openFile = description
      return false
    }
    this.#fieldCount += 1
    if (this.#fieldCount > MAX_FIELDS + FRAME_PARTS) throw new SuspiciousRequest('too many fields')
    return description.kind === 'text'
  }

  count(bytes: number): void {
    this.#textBytes += bytes
    if (this.#textBytes > MAX_BODY_BYTES) throw new SuspiciousRequest('the text fields are too large')
  }

  finish(description: PartDescription, bytes: Buffer): void {
    this.count(description.name.length + 2)
    const content = description.isBase64 ? fromBase64(bytes) : bytes
    this.#texts.set(description.name, this.#charset.decodeLoosely(content))
  }
}

/** As Python decodes: other characters are passed over; what is not whole stays as it was sent. */
function fromBase64(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/[^A-Za-z0-9+/=]/g, '')
  return /^(?:[^=]{4})*(?:[^=]{4}|[^=]{3}=|[^=]{2}==)?$/.test(text) ? Buffer.from(text, 'base64') : bytes
}

const NO_PART: PartDescription = { kind: 'none', name: '', fileName: '', isBase64: false }
const END_OF_HEADER = Buffer.from('\r\n\r\n')

class Part implements PartSink {
  readonly #fields: MultipartFields
  #header: Buffer | null = Buffer.alloc(0)
  #description = NO_PART
  #wanted = false
  readonly #chunks: Buffer[] = []

  constructor(fields: MultipartFields) {
    this.#fields = fields
  }

  write(bytes: Buffer): void {
    if (this.#header === null) {
      this.#take(bytes)
      return
    }
    const header = Buffer.concat([this.#header, bytes])
    const end = header.subarray(0, MAX_HEADER_BYTES).indexOf(END_OF_HEADER)
    if (end === -1) {
      if (header.length >= MAX_HEADER_BYTES) throw multipartError('Request max total header size exceeded.')
      this.#header = header
      return
    }
    this.#header = null
    this.#description = parsePartHeader(header.subarray(0, end))
    this.#wanted = this.#fields.begin(this.#description)
    this.#take(header.subarray(end + END_OF_HEADER.length))
  }

  end(): void {
    if (this.#header !== null) this.#fields.begin(NO_PART)
    else if (this.#wanted) this.#fields.finish(this.#description, Buffer.concat(this.#chunks))
  }

  #take(bytes: Buffer): void {
    if (!this.#wanted || bytes.length === 0) return
    this.#fields.count(bytes.length)
    // A copy: what the network layer hands over is reused.
    this.#chunks.push(Buffer.from(bytes))
  }
}
