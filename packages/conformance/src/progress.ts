import type { WriteStream } from 'node:tty'

/** Runs shorter than this (milliseconds) say nothing before their end. */
const QUIET_FOR = 1000
const PAUSE = 100

/** A line on a terminal that says how far a run is, overwritten in place. */
export interface Progress {
  readonly advance: (passed: boolean) => void
  /** Wipes the line. */
  readonly end: () => void
}

/** Progress of `total` cases; writes nothing unless the stream is a terminal and the run takes longer than a second. */
export function createProgress(total: number, stream: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  let [done, failed, shown] = [0, 0, false]
  let nextAt = Date.now() + QUIET_FOR
  return {
    advance: (passed) => {
      done++
      if (!passed) failed++
      if (!stream.isTTY || Date.now() < nextAt) return
      nextAt = Date.now() + PAUSE
      shown = true
      stream.write(`\r\x1b[K${done} of ${total} cases${failed > 0 ? `, ${failed} failed` : ''}`)
    },
    end: () => {
      if (shown) stream.write('\r\x1b[K')
    },
  }
}
