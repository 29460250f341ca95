/** Python's `\W+`: whatever stands between letters, digits and underscores. */
const BETWEEN_WORDS = /[^\p{L}\p{N}_]+/u

/** Python's `SequenceMatcher.quick_ratio`: how many characters two texts share, in whatever order, of all that they have. */
function quickRatio(a: readonly string[], b: readonly string[]): number {
  const length = a.length + b.length
  if (length === 0) return 1
  const left = new Map<string, number>()
  for (const character of b) left.set(character, (left.get(character) ?? 0) + 1)
  let shared = 0
  for (const character of a) {
    const count = left.get(character) ?? 0
    if (count > 0) shared += 1
    left.set(character, count - 1)
  }
  return (2 * shared) / length
}

/** A password so much longer than the value that it cannot be like it: Django does not compare those, which bounds the work. */
const isFarLonger = (password: readonly string[], value: readonly string[], maxSimilarity: number): boolean =>
  password.length >= 10 * value.length && value.length < (maxSimilarity / 2) * password.length

/** Whether Django would find a password too similar to a value: to the whole of it or to one of its words, case aside. */
export function isSimilar(password: string, value: string, maxSimilarity: number): boolean {
  const letters = Array.from(password.toLowerCase())
  const whole = value.toLowerCase()
  return [...whole.split(BETWEEN_WORDS), whole]
    .map((part) => Array.from(part))
    .some((part) => !isFarLonger(letters, part, maxSimilarity) && quickRatio(letters, part) >= maxSimilarity)
}
