import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const SERVER = new URL('../src/compose.ts', import.meta.url).href
/** Loads the server and tells of all that was loaded with it. */
const SCRIPT = `
  import { createRequire } from 'node:module'
  await import('${SERVER}')
  console.log([...process.moduleLoadList, ...Object.keys(createRequire('${SERVER}').cache)].join('\\n'))
`

test("a start loads neither Node's fetch nor libraries for what is not configured", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', SCRIPT])
  expect(stdout).toMatch(/node_modules\/fastify\//)
  expect(stdout).not.toMatch(/undici|node_modules\/(?:jsonwebtoken|pg|nodemailer|@node-rs\/bcrypt)\//)
})
