import { SingleBar } from 'cli-progress'
import type { ImportListener } from '../import/import-database.ts'
import type { ImportKind } from '../import/import-source.ts'

/** Milliseconds between two lines where there is no terminal. */
const PAUSE = 5_000

interface ProgressDisplay {
  readonly listen: ImportListener
  stop(): void
}

/** A bar at a terminal, else a line every few seconds; on standard error, so that the output stays clean. */
export function showImportProgress(names: Readonly<Record<ImportKind, string>>): ProgressDisplay {
  return process.stderr.isTTY ? bars(names) : lines(names)
}

function bars(names: Readonly<Record<ImportKind, string>>): ProgressDisplay {
  const bar = new SingleBar({
    format: '{name} [{bar}] {percentage}% {value} of {total}, {eta_formatted} to go',
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? value.toLocaleString('en-US') : String(value)),
    clearOnComplete: true,
    hideCursor: true,
    stopOnComplete: false,
  })
  let current: ImportKind | null = null
  return {
    listen: (kind, read, total) => {
      if (kind !== current) {
        if (current !== null) bar.stop()
        bar.start(total, read, { name: names[kind] })
        current = kind
      } else bar.update(Math.min(read, total))
    },
    stop: () => bar.stop(),
  }
}

function lines(names: Readonly<Record<ImportKind, string>>): ProgressDisplay {
  let last = performance.now()
  return {
    listen: (kind, read, total) => {
      if (performance.now() - last < PAUSE) return
      last = performance.now()
      console.error(`${names[kind]}: ${read.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`)
    },
    stop: () => {},
  }
}
