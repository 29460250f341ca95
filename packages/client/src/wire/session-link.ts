import type { AppRouter } from '@latchkey/contract/router'
import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable, type Unsubscribable } from '@trpc/server/observable'
import type { Bearer, BearerSource } from './bearer.ts'
import { isBearerRefused } from './error-of.ts'

/** The headers of a call that {@link sessionLink} has passed on. */
export function bearerHeaders(op: Operation): Record<string, string> {
  const bearer = op.context['bearer']
  return typeof bearer === 'string' ? { authorization: `Bearer ${bearer}` } : {}
}

const asClientError = (error: unknown): TRPCClientError<AppRouter> =>
  TRPCClientError.from<AppRouter>(error instanceof Error ? error : new Error('The session could not be renewed.', { cause: error }))

/**
 * Sends each call with the session's access token. A call whose token was refused is sent a second time with a renewed one, and never a
 * third time; if the token cannot be renewed because the server is away, the call fails with that error.
 */
export function sessionLink(source: BearerSource): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let sent: Unsubscribable | null = null
        let isCancelled = false

        function send(bearer: Bearer | null, onError: (error: TRPCClientError<AppRouter>) => void): void {
          if (isCancelled) return
          const context = bearer ? { ...op.context, bearer: bearer.access } : op.context
          sent = next({ ...op, context }).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error: onError,
          })
        }

        async function replay(spent: Bearer | null, refusal: TRPCClientError<AppRouter>): Promise<void> {
          const bearer = await source.renewed(spent)
          if (bearer) send(bearer, (error) => observer.error(error))
          else observer.error(refusal)
        }

        async function start(): Promise<void> {
          const bearer = await source.bearer()
          send(bearer, (error) => {
            if (!isBearerRefused(error)) observer.error(error)
            else replay(bearer, error).catch((cause: unknown) => observer.error(asClientError(cause)))
          })
        }

        start().catch((cause: unknown) => observer.error(asClientError(cause)))
        return () => {
          isCancelled = true
          sent?.unsubscribe()
        }
      })
}
