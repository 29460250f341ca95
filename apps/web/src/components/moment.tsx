import { useNow } from './use-now.ts'

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

function relativeText(seconds: number): string {
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? relative.format(Math.round(seconds / unit[1]), unit[0]) : 'just now'
}

/** A moment in words, `5 minutes ago`; the exact time shows on hover. */
export function Moment({ at }: { at: Date }) {
  const now = useNow(30_000)
  return (
    <time dateTime={at.toISOString()} title={absolute.format(at)}>
      {relativeText((at.getTime() - now) / 1000)}
    </time>
  )
}
