import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { settingsTable } from '../src/config/settings-in-markdown.ts'
import { codeBlocks, README } from './readme-text.ts'
import { startServer, temporaryFolder } from './server-process.ts'

/** The commands of the README's walks, each with the output that is printed below it. */
function walks(): { command: string; output: string }[] {
  return codeBlocks('console').flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...output] = step.trimEnd().split('\n')
        return { command, output: output.join('\n') }
      }),
  )
}

test('every walk of the README prints what it shows', async () => {
  using folder = temporaryFolder()
  await using server = await startServer(folder.path)
  const steps = walks()
  expect(steps.length).toBeGreaterThan(20)
  const mark = '-- end of step --'
  const script = steps
    .map(({ command }) => `${command}\nprintf '\\n%s\\n' '${mark}'`)
    .join('\n')
    .replaceAll('http://127.0.0.1:8000', server.base)
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { cwd: folder.path })
  const shown = stdout.split(`\n${mark}\n`).map((output) => output.trimEnd().replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJ…'))
  expect(steps.map(({ command }, index) => ({ command, output: shown[index] }))).toEqual(steps)
})

test('the table of settings is the one that the server reads', () => {
  expect(README).toContain(settingsTable())
})
