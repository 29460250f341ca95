import { QueryClient } from '@tanstack/react-query'
import { errorOf } from '../wire/error-of.ts'

const MOST_RETRIES = 2

/** A query client that tries again only what may go better next time: no connection, a crash, a busy server. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => {
          const { code } = errorOf(error)
          return failures < MOST_RETRIES && (code === null || code === 'too_busy' || code === 'unavailable')
        },
      },
    },
  })
}
