/** One way in which a server is unlike the recording. */
export interface Difference {
  /** Where: `status`, `header allow`, `body`, `token t1: claim exp`, … */
  readonly at: string
  /** What Django sent, or a description of what would do. Null: nothing should be there. */
  readonly wanted: string | null
  /** What the server sent. Null: nothing was there. */
  readonly got: string | null
}

const LEAD = 40
const EXCERPT = 240

/** The text as a JSON string, cut to the part around offset `at` if it is long. */
export function excerpt(text: string, at = 0): string {
  if (text.length <= EXCERPT) return JSON.stringify(text)
  const start = Math.max(0, Math.min(at - LEAD, text.length - EXCERPT))
  const end = Math.min(text.length, start + EXCERPT)
  return `${start > 0 ? '… ' : ''}${JSON.stringify(text.slice(start, end))}${end < text.length ? ' …' : ''}`
}
