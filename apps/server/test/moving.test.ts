import { execFile } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { DUMP_SETTINGS } from '../src/commands/doctor.ts'
import { codeBlocks, README } from './readme-text.ts'
import { startServer, temporaryFolder } from './server-process.ts'

const ROOT = join(import.meta.dirname, '../../..')
const MAIN = join(ROOT, 'apps/server/src/main.ts')
const MARK = '-- end of step --'

interface Step {
  readonly command: string
  /** What it prints; a line `…` stands for any lines. */
  readonly output: string
}

const steps = (block: string): Step[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...output] = step.trimEnd().split('\n')
      return { command, output: output.join('\n') }
    })

/** Runs the steps of one block in one shell; returns what each of them printed. */
async function play(block: readonly Step[], { cwd, exports }: { cwd: string; exports: readonly string[] }): Promise<string[]> {
  const script = [...exports, ...block.map(({ command }) => `${command}\nprintf '\\n%s\\n' '${MARK}'`)]
    .join('\n')
    .replaceAll('npm run --silent latchkey -- doctor', 'npm run --silent latchkey -- doctor --no-logins')
    .replaceAll('npm run --silent latchkey --', `'${process.execPath}' '${MAIN}'`)
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { cwd, env: { PATH: process.env['PATH'] ?? '' } })
  return stdout.split(`\n${MARK}\n`).map((output) => output.trimEnd().replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJ…'))
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const asPattern = (output: string): RegExp =>
  new RegExp(
    `^${output
      .split('\n')
      .map((line) => (line === '…' ? '(?:.*\\n)*?' : `${escaped(line)}\\n`))
      .join('')}$`,
  )

test('the way from Django to Latchkey is as the README tells it', { timeout: 240_000 }, async () => {
  const [look = [], migrate = [], logIn = [], move = []] = codeBlocks('shell-session').map(steps)
  const exports = look.filter(({ command }) => command.startsWith('export ')).map(({ command }) => command)
  const env = Object.fromEntries(exports.map((line) => /^export (\w+)=(.*)$/.exec(line)?.slice(1) ?? []))
  using folder = temporaryFolder()
  symlinkSync(join(ROOT, 'packages'), join(folder.path, 'packages'))

  const expectShown = async (block: readonly Step[], base = '') => {
    const played = block.map(({ command, output }) => ({ command: command.replaceAll('http://127.0.0.1:8001', base), output }))
    const shown = await play(played, { cwd: folder.path, exports })
    expect(played.length).toBeGreaterThan(0)
    for (const [index, { command, output }] of played.entries()) {
      if (output === '') continue
      expect(`${shown[index]}\n`, command).toMatch(asPattern(output))
    }
  }
  await expectShown(look)
  await expectShown(migrate)
  {
    await using server = await startServer(folder.path, env)
    await expectShown(logIn, server.base)
  }
  await expectShown(move)
})

test('the README asks Django for its settings with the words of the help', () => {
  expect(README).toContain(`\n${DUMP_SETTINGS}\n`)
})
