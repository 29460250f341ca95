const DAY = 86_400
const HOUR = 3_600
const MINUTE = 60

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** A number of seconds as a mail says it: `90 minutes`, `1 hour`, `24 hours`, `3 days`. */
export function durationInWords(seconds: number): string {
  if (seconds > DAY && seconds % DAY === 0) return counted(seconds / DAY, 'day')
  if (seconds >= HOUR && seconds % HOUR === 0) return counted(seconds / HOUR, 'hour')
  return counted(Math.max(1, Math.floor(seconds / MINUTE)), 'minute')
}
