/** The number at the end of a scale that has room for `most`: even, and easy to halve. */
export function scaleEnd(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  const [end = 10] = [1, 2, 4, 6, 8].filter((step) => step * magnitude >= most)
  return Math.max(2, end * magnitude)
}
