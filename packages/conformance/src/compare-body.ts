import { createHash } from 'node:crypto'
import type { ExpectedReply } from './case-format.ts'
import { type Difference, excerpt } from './difference.ts'
import type { Scope } from './scope.ts'

/** A stretch of an expected body: text to be met exactly, or a form to be met. */
interface BodyPart {
  readonly shown: string
  readonly pattern: string
  /** Name of the token that the pattern captures. */
  readonly token?: string
}

const TOKEN = '([\\w-]+\\.[\\w-]+\\.[\\w-]+)'
const PLACEHOLDER = /<<jwt:(?<token>[A-Za-z0-9]+)>>|(?<integer><<int>>)|(?<id><<hex32>>)|\{\{(?<variable>\w+)\}\}/g

function literal(text: string): BodyPart {
  return { shown: text, pattern: text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') }
}

function bodyParts(text: string, scope: Scope): BodyPart[] {
  const parts: BodyPart[] = []
  let offset = 0
  for (const found of text.matchAll(PLACEHOLDER)) {
    parts.push(literal(text.slice(offset, found.index)))
    offset = found.index + found[0].length
    const { token, integer, id, variable } = found.groups ?? {}
    if (variable !== undefined) parts.push(literal(scope.get(variable)))
    else if (token !== undefined) parts.push({ shown: found[0], pattern: TOKEN, token })
    else if (integer !== undefined) parts.push({ shown: found[0], pattern: '\\d+' })
    else if (id !== undefined) parts.push({ shown: found[0], pattern: '[0-9a-f]{32}' })
  }
  parts.push(literal(text.slice(offset)))
  return parts
}

function commonPrefix(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

/** Both texts cut to the place where they part, as well as that can be told. */
function divergence(parts: readonly BodyPart[], got: string): Omit<Difference, 'at'> {
  const wanted = parts.map(({ shown }) => shown).join('')
  let [inWanted, inGot] = [0, 0]
  for (const { shown, pattern } of parts) {
    const sticky = new RegExp(pattern, 'y')
    sticky.lastIndex = inGot
    const met = sticky.exec(got)
    if (!met) {
      const shared = commonPrefix(shown, got.slice(inGot))
      return { wanted: excerpt(wanted, inWanted + shared), got: excerpt(got, inGot + shared) }
    }
    inWanted += shown.length
    inGot += met[0].length
  }
  return { wanted: excerpt(wanted, inWanted), got: excerpt(got, inGot) }
}

interface ComparedBody {
  readonly differences: Difference[]
  /** The tokens that the body carries where tokens are expected, by their names there. */
  readonly tokens: ReadonlyMap<string, string>
}

/** How a body is unlike the expected one, and the tokens found in it. */
export function compareBody(expected: ExpectedReply['body'], body: Buffer, scope: Scope): ComparedBody {
  const none = new Map<string, string>()
  if (expected == null) return { differences: [], tokens: none }
  if (typeof expected === 'object') {
    if ('any' in expected || createHash('sha256').update(body).digest('hex') === expected.sha256) return { differences: [], tokens: none }
    const wanted = `${expected.bytes} bytes with SHA-256 ${expected.sha256}`
    return { differences: [{ at: 'body', wanted, got: excerpt(body.toString('utf8')) }], tokens: none }
  }
  const text = body.toString('utf8')
  const parts = bodyParts(expected, scope)
  const met = new RegExp(`^${parts.map(({ pattern }) => pattern).join('')}$`).exec(text)
  if (!met) return { differences: [{ at: 'body', ...divergence(parts, text) }], tokens: none }
  const names = parts.flatMap(({ token }) => (token === undefined ? [] : [token]))
  return { differences: [], tokens: new Map(names.map((name, index) => [name, met[index + 1] ?? ''])) }
}
