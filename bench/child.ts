import type { ChildProcess } from 'node:child_process'

/** A process of ours, ended and gone when it is disposed. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess
  /** Resolves, never rejects, once the process is gone and its output is read. */
  readonly closed: Promise<void>
}

/** Takes charge of a process just started. */
export function ownChild(process: ChildProcess): Child {
  const closed = new Promise<void>((resolve) => {
    process.once('close', () => resolve())
    process.on('error', () => {
      // A process that never began does not close; one that was aborted does.
      if (process.pid === undefined) resolve()
    })
  })
  return {
    process,
    closed,
    [Symbol.asyncDispose]: async () => {
      if (process.exitCode === null && process.signalCode === null) process.kill('SIGTERM')
      await closed
    },
  }
}
