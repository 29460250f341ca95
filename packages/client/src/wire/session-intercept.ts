import type { Bearer, BearerSource } from './bearer.ts'
import { refuseOtherOrigin } from './origins.ts'

/** What is read and set of a request's settings. */
export interface InterceptedConfig {
  headers: { has(name: string): boolean; set(name: string, value: string): unknown }
}

/** What is used of an axios instance, or of a client that has the same interceptors. */
export interface Interceptable<Config extends InterceptedConfig> {
  readonly interceptors: {
    readonly request: Interceptors<(config: Config) => Config | Promise<Config>>
    readonly response: Interceptors<null>
  }
  /** The whole address of a request, its base and parameters included. */
  getUri(config: NoInfer<Config>): string
  request(config: NoInfer<Config>): Promise<unknown>
}

interface Interceptors<Fulfilled> {
  use(onFulfilled: Fulfilled, onRejected?: (error: unknown) => Promise<unknown>): number
  eject(id: number): void
}

export type SessionIntercept = <Config extends InterceptedConfig>(http: Interceptable<Config>) => () => void

/** The settings of the request that failed with 401; null for any other failure. */
function refusedConfig<Config>(error: unknown): Config | null {
  if (typeof error !== 'object' || error === null || !('config' in error) || !('response' in error)) return null
  const { config, response } = error
  const status = typeof response === 'object' && response !== null && 'status' in response ? response.status : null
  // What an instance rejects with carries the settings that its own request interceptor has seen.
  return status === 401 && typeof config === 'object' ? (config as Config) : null
}

/**
 * Puts the session on an axios instance, as `session.fetch` has it: each request carries the access token, and one that is answered
 * with 401 is sent once more with a renewed one. Requests to origins that were not named are refused with a `TypeError`; those that
 * bring an `Authorization` of their own go out as they are. Returns a function that takes the session off again.
 */
export function createSessionIntercept({ source, origins }: { source: BearerSource; origins: ReadonlySet<string> }): SessionIntercept {
  return <Config extends InterceptedConfig>(http: Interceptable<Config>) => {
    const sent = new WeakMap<Config, Bearer | null>()
    const { request, response } = http.interceptors

    const outgoing = request.use(async (config) => {
      if (config.headers.has('authorization')) return config
      refuseOtherOrigin(origins, http.getUri(config))
      const bearer = await source.bearer()
      if (bearer) config.headers.set('authorization', `Bearer ${bearer.access}`)
      sent.set(config, bearer)
      return config
    })

    const incoming = response.use(null, async (error) => {
      const config = refusedConfig<Config>(error)
      if (!config || !sent.has(config)) throw error
      const renewed = await source.renewed(sent.get(config) ?? null)
      if (!renewed) throw error
      config.headers.set('authorization', `Bearer ${renewed.access}`)
      return http.request(config)
    })

    return () => {
      request.eject(outgoing)
      response.eject(incoming)
    }
  }
}
