import { hasherOf } from '../accounts/passwords/hashers.ts'

/** What a stored hash is, without what makes it secret. */
export type HashKind =
  | { readonly kind: 'readable'; readonly algorithm: string; readonly work: string; readonly cost: string }
  /** No password can match it, on purpose. */
  | { readonly kind: 'unusable' }
  /** Nobody can read it. */
  | { readonly kind: 'unreadable'; readonly algorithm: string }

const grouped = (digits = ''): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
const pbkdf2 = /^\w+\$([1-9]\d{0,8})\$[^$]+\$[\w+/=]+$/
const bcrypt = /^\w+\$\$2[abxy]\$(\d\d)\$[./\w]{53}$/

/** How the hash strings of each format are built, and how their work factor is said. */
const FORMATS: Readonly<Record<string, { form: RegExp; work: (...groups: (string | undefined)[]) => string }>> = {
  argon2: {
    form: /^argon2\$(argon2\w+)\$(?:v=\d+\$)?m=(\d+),t=(\d+),p=(\d+)(?:,[^$]*)?\$[\w+/]+\$[\w+/]+$/,
    work: (variant, memory, time, parallel) => `${variant} m=${grouped(memory)} KiB, t=${time}, p=${parallel}`,
  },
  pbkdf2_sha256: { form: pbkdf2, work: (iterations) => `${grouped(iterations)} iterations` },
  pbkdf2_sha1: { form: pbkdf2, work: (iterations) => `${grouped(iterations)} iterations` },
  bcrypt_sha256: { form: bcrypt, work: (rounds) => `2^${Number(rounds)} rounds` },
  bcrypt: { form: bcrypt, work: (rounds) => `2^${Number(rounds)} rounds` },
  scrypt: {
    form: /^scrypt\$([1-9]\d{0,8})\$[^$]+\$([1-9]\d{0,8})\$([1-9]\d{0,8})\$[\w+/=]+$/,
    work: (n, r, p) => `N=${grouped(n)}, r=${r}, p=${p}`,
  },
  md5: { form: /^md5\$[^$]*\$[0-9a-f]{32}$/, work: () => 'one round' },
}

/** Reads what a Django hash string says of itself. */
export function describeHash(encoded: string): HashKind {
  if (encoded.startsWith('!')) return { kind: 'unusable' }
  const hasher = hasherOf(encoded)
  const format = hasher && FORMATS[hasher.algorithm]
  const parts = format?.form.exec(encoded)
  if (!hasher || !format || !parts) return { kind: 'unreadable', algorithm: nameOf(encoded) }
  return { kind: 'readable', algorithm: hasher.algorithm, work: format.work(...parts.slice(1)), cost: hasher.costOf(encoded) }
}

/** The word before the first dollar sign, where it can be shown: it may be anything, even a password in clear text. */
function nameOf(encoded: string): string {
  const name = /^([a-z][a-z0-9_]{0,30})\$/.exec(encoded)?.[1]
  return name ?? 'no format'
}
