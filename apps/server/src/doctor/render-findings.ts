import type { Finding, Level } from './finding.ts'

/** Colours a text; the identity where there are no colours. */
export type Paint = (level: Level | 'heading' | 'quiet', text: string) => string

const WIDTH = 9
/** Characters of a line of details. */
const LINE = 110
const INDENT = ' '.repeat(WIDTH + 2)

const indented = (text: string, first = ''): string =>
  text
    .split('\n')
    .flatMap(wrapped)
    .map((line, index) => `${INDENT}${index === 0 ? first : ' '.repeat(first.length)}${line}`)
    .join('\n')

/** A line that is too long, broken between words. */
function wrapped(line: string): string[] {
  if (line.length <= LINE) return [line]
  const lines = ['']
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > LINE) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** One finding as people read it: its level, what it is, what stands behind it and what to do. */
export function renderFinding({ level, title, detail, mend }: Finding, paint: Paint): string {
  const lines = [`  ${paint(level, level.padEnd(WIDTH))}${title}`]
  if (detail !== null) lines.push(paint('quiet', indented(detail)))
  if (mend !== null) lines.push(indented(mend, '→ '))
  return lines.join('\n')
}

/** `2 errors, 1 warning.`, or that all is well. */
export function renderSummary(findings: readonly Finding[]): string {
  const of = (level: Level): number => findings.filter((finding) => finding.level === level).length
  const counts = (['error', 'warning', 'note'] as const).flatMap((level) => {
    const number = of(level)
    return number === 0 ? [] : [`${number} ${level}${number === 1 ? '' : 's'}`]
  })
  const verdict = of('error') > 0 ? 'Something would break.' : 'Nothing would break.'
  return `${verdict} ${counts.length === 0 ? 'Nothing to look at.' : `${counts.join(', ')}.`}`
}
