import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const urlOf = (path: string): string => new URL(path, import.meta.url).href

/** Names of all that is loaded, of Node itself and of libraries, once the code has run. */
async function loadedBy(code: string): Promise<string> {
  const script = `
    import { createRequire } from 'node:module'
    ${code}
    console.log([...process.moduleLoadList, ...Object.keys(createRequire('${import.meta.url}').cache)].join('\\n'))
  `
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  return stdout
}

test("a server brings neither Node's fetch nor libraries for what is not configured", async () => {
  const loaded = await loadedBy(`await import('${urlOf('../src/commands/index.ts')}'); await import('${urlOf('../src/compose.ts')}')`)
  expect(loaded).toMatch(/^NativeModule http$/m)
  expect(loaded).toMatch(/node_modules\/fastify\//)
  expect(loaded).not.toMatch(/undici|node_modules\/(?:jsonwebtoken|pg|nodemailer|@node-rs\/bcrypt)\//)
})

test('a key pair brings what it is signed with at once, not when somebody waits for a token', async () => {
  const keys = `(await import('node:crypto')).generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })`
  const load = `const { loadKeys } = await import('${urlOf('../../../packages/tokens/src/index.ts')}')`
  expect(await loadedBy(`${load}; loadKeys({ algorithm: 'ES256', signingKey: ${keys} })`)).toMatch(/node_modules\/jsonwebtoken\//)
})
