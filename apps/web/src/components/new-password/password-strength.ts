/** 0: next to nothing … 4: strong. */
export type Strength = 0 | 1 | 2 | 3 | 4

const ALPHABETS = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{Nd}/u, 10],
  [/[^\p{L}\p{Nd}]/u, 33],
  [/[^\p{ASCII}]/u, 100],
] as const

/** Rows of keys and other orders that fingers and minds run along. */
const ORDERS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm']

/** What half the world's passwords are made of. */
const COMMON =
  /pass(?:word|wort)?|qwert[yz]?|letmein|welcome|admin|login|iloveyou|monkey|dragon|football|summer|winter|secret|(?:19|20)\d\d/gi

/** Bits of guessing that it takes to get from one strength to the next. */
const STEPS = [28, 40, 56, 72] as const

const follows = (before: string, next: string): boolean =>
  before === next || ORDERS.some((order) => order.includes(before + next) || order.includes(next + before))

/** Characters that a guesser could not foretell from the one before. */
function surprises(text: string): number {
  const characters = Array.from(text.toLowerCase())
  return characters.filter((character, index) => index === 0 || !follows(characters[index - 1] ?? '', character)).length
}

/**
 * A rough measure of how hard a password is to guess, for somebody who is typing one; what is taken is for the server to say. Common
 * words, runs and repetitions, and `known` texts such as the username, count as one character each.
 */
export function passwordStrength(password: string, known: readonly string[] = []): Strength {
  const personal = known.flatMap((text) => text.toLowerCase().split(/[\s@._+-]+/)).filter((word) => word.length >= 3)
  const plain = personal.reduce((text, word) => text.replaceAll(word, '\u0000'), password.toLowerCase())
  const reduced = plain.replace(COMMON, '\u0000')
  const distinct = new Set(Array.from(reduced)).size
  // The letters' case is looked at in what was typed: only what is counted is reduced.
  const alphabet = ALPHABETS.reduce((size, [pattern, letters]) => size + (pattern.test(password) ? letters : 0), 0)
  const bits = Math.min(surprises(reduced), distinct * 2) * Math.log2(Math.max(alphabet, 2))
  const reached = STEPS.filter((step) => bits >= step).length
  return reached === 4 ? 4 : reached === 3 ? 3 : reached === 2 ? 2 : reached === 1 ? 1 : 0
}
