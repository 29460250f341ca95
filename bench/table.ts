import { type Figure, isMet } from './figure.ts'
import type { Measurement } from './measurement.ts'

/** What a benchmark found, for people. Targets that were missed say so. */
export function formatReport(measurements: readonly Measurement[], figures: readonly Figure[]): string {
  const tables = [
    measurements.length > 0 &&
      formatTable(['', 'Latchkey /s', 'reference /s', '', 'ratio', 'target', '', 'p99 ms'], measurements.map(rateRow)),
    figures.length > 0 && formatTable(['', 'measured', 'target', ''], figures.map(figureRow)),
  ]
  return tables.filter((table) => table !== false).join('\n\n')
}

function rateRow({ name, latchkey, reference, against, ratio, target, p99 }: Measurement): string[] {
  const verdict = verdictOf(isMet({ value: ratio, target: { atLeast: target } }))
  return [name, digits(latchkey), digits(reference), against, ratio.toFixed(2), `≥ ${target.toFixed(2)}`, verdict, p99.toFixed(1)]
}

function figureRow(figure: Figure): string[] {
  const { name, value, unit, target } = figure
  const bound = 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`
  return [name, `${digits(value)} ${unit}`.trim(), `${bound} ${unit}`.trim(), verdictOf(isMet(figure))]
}

const verdictOf = (met: boolean): string => (met ? 'ok' : 'MISSED')

/** Whole from a hundred on, where a fraction would only be noise. */
const digits = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })

/** Columns as wide as their widest cell; those of numbers end together, all others begin together. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const isNumeric = head.map((_, column) => rows.every((row) => /^[≥≤]? ?[\d.,]/.test(row[column] ?? '')))
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => (isNumeric[column] ? (cells[column] ?? '').padStart(width) : (cells[column] ?? '').padEnd(width)))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
