import { useNow } from './use-now.ts'

function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** The time left until `until`, second by second. Screen readers are not told every second: `role="timer"` is silent. */
export function Countdown({ until }: { until: Date }) {
  const left = until.getTime() - useNow(1000)
  return (
    <span role="timer" aria-label="Time until the access token ends">
      {clockText(left)}
    </span>
  )
}
