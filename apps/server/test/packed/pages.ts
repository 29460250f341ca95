const html = (script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Consumer</title><link rel="icon" href="data:,"></head><body><script type="module" src="/${script}"></script></body></html>`

/** A page with what is hard to bear: effects that run twice, and queries that suspend. */
const HOOKS = `
import { createLatchkeyClient } from '@latchkey/client'
import { LatchkeyProvider, RequireSession, useLatchkey, useLogin, useLogout, useRegister } from '@latchkey/client/react'
import { StrictMode, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'

const client = createLatchkeyClient({ url: '/trpc' })
const PASSWORD = 'correct horse battery'

function SignIn() {
  const login = useLogin()
  const register = useRegister()
  return ['alice', 'bob'].map((username) => (
    <p key={username}>
      <button type="button" onClick={() => register.mutate({ username, password: PASSWORD })}>Register {username}</button>
      <button type="button" onClick={() => login.mutate({ username, password: PASSWORD })}>Sign in {username}</button>
    </p>
  ))
}

function Greeting() {
  const latchkey = useLatchkey()
  const [me] = latchkey.auth.me.useSuspenseQuery()
  const [{ response }] = latchkey.dashboard.read.useSuspenseQuery()
  return <p role="status">{me.username} reads: {response}</p>
}

function Home() {
  const logout = useLogout()
  const [clicks, setClicks] = useState(0)
  return (
    <main>
      <Suspense fallback={<p>Loading</p>}><Greeting /></Suspense>
      <button type="button" onClick={() => setClicks(clicks + 1)}>Clicked {clicks}</button>
      <button type="button" onClick={() => logout.mutate()}>Sign out</button>
    </main>
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <StrictMode>
    <LatchkeyProvider client={client}>
      <RequireSession fallback={<SignIn />}><Home /></RequireSession>
    </LatchkeyProvider>
  </StrictMode>,
)
`

const WORKER = `
import { createLatchkeyClient } from '@latchkey/client'

const { api, session } = createLatchkeyClient({ url: '/trpc' })
await session.register({ username: 'worker', password: 'correct horse battery' })
const [me, { response }] = await Promise.all([api.auth.me.query(), api.dashboard.read.query()])
await session.logout()
postMessage(me.username + ' reads: ' + response + ' ' + session.status())
`

const WORKER_PAGE = `
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
worker.onmessage = ({ data }) => {
  document.body.textContent = data
}
`

/** Bundles client and hooks without their peers, and prints how many bytes that is for a browser that takes gzip. */
const SIZE = `
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const [{ output }] = await build({
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    minify: true,
    lib: { entry: 'everything.ts', formats: ['es'] },
    rollupOptions: { external: [/^react(-dom)?(\\/|$)/, /^@tanstack\\/react-query/, /^@trpc\\//] },
  },
})
console.log(output.reduce((sum, { code }) => sum + gzipSync(code).length, 0))
`

/** The files of a Vite project with three pages: the README's code, {@link HOOKS}, and a client in a worker. */
export const pageFiles = (readmeCode: string): Record<string, string> => ({
  'index.html': html('main.tsx'),
  'main.tsx': readmeCode,
  'hooks.html': html('hooks.tsx'),
  'hooks.tsx': HOOKS,
  'worker.html': html('worker-page.ts'),
  'worker-page.ts': WORKER_PAGE,
  'worker.ts': WORKER,
  'everything.ts': "export * from '@latchkey/client'\nexport * from '@latchkey/client/react'\n",
  'size.mjs': SIZE,
  'vite.config.mjs': `export default {
  build: { target: 'es2023', rollupOptions: { input: ['index.html', 'hooks.html', 'worker.html'] } },
  worker: { format: 'es' },
}
`,
})
