import type { Account, Credentials } from '@latchkey/contract'
import type { AppRouter } from '@latchkey/contract/router'
import type { TRPCClient } from '@trpc/client'
import type { inferRouterInputs } from '@trpc/server'
import type { SessionStorage } from '../storage/session-storage.ts'

/** After this many milliseconds a call that changes the session is given up, for other tabs wait for it. */
const PATIENCE = 30_000

/** What `register` takes: a blank or missing e-mail address means that there is none. */
export type RegistrationInput = inferRouterInputs<AppRouter>['auth']['register']

interface Grant {
  readonly access: string
  readonly account: Account
}

/** The calls that carry a refresh token or bring one. They keep it in the storage; nobody else sees it. */
export interface SessionCalls {
  login(credentials: Credentials): Promise<Grant>
  register(registration: RegistrationInput): Promise<Grant>
  /** A fresh access token; null when there is no refresh token to present. */
  refresh(): Promise<string | null>
  logout(): Promise<void>
  me(access: string): Promise<Account>
  /** Clears what this side stores. */
  forget(): Promise<void>
}

/** `client` must not batch: a reply that writes the cookie stands alone. */
export function createSessionCalls({ client, storage }: { client: TRPCClient<AppRouter>; storage: SessionStorage }): SessionCalls {
  const options = () => ({ signal: AbortSignal.timeout(PATIENCE) })
  const tokens = storage.kind === 'cookie' ? null : storage

  async function keep<T extends { refresh?: string | undefined }>(issued: T): Promise<T> {
    if (issued.refresh !== undefined) await tokens?.write(issued.refresh)
    return issued
  }

  return {
    login: async (credentials) => keep(await client.auth.login.mutate(credentials, options())),
    register: async (registration) => keep(await client.auth.register.mutate(registration, options())),
    refresh: async () => {
      const stored = tokens ? await tokens.read() : undefined
      if (stored === null) return null
      const input = stored === undefined ? {} : { refresh: stored }
      return (await keep(await client.auth.refresh.mutate(input, options()))).access
    },
    logout: async () => {
      const stored = tokens ? await tokens.read() : undefined
      if (stored === null) return
      await client.auth.logout.mutate(stored === undefined ? {} : { refresh: stored }, options())
    },
    me: (access) => client.auth.me.query(undefined, { ...options(), context: { bearer: access } }),
    forget: async () => {
      await tokens?.clear()
    },
  }
}
