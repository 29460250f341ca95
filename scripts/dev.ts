import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function start(folder: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: `${root}${folder}`, stdio: 'inherit' })
}

// The server restarts with every change of its sources; the pages, at http://127.0.0.1:5173/app/, change in place.
const children = [
  start('.', ['--watch', '--watch-preserve-output', 'apps/server/src/main.ts', 'serve']),
  start('apps/web', ['node_modules/vite/bin/vite.js', '--clearScreen', 'false']),
]

/** Ends what still runs. A second signal changes nothing: a Ctrl-C reaches every process of the terminal anyway. */
function stop(): void {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ||= code ?? 0
    stop()
  })
}
