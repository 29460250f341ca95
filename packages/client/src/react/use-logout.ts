import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useLatchkeyClient } from './latchkey-context.ts'

/** Signs out, here and in other tabs. Every query is forgotten. */
export function useLogout(): UseMutationResult<void, Error, void> {
  const { session } = useLatchkeyClient()
  return useMutation({ mutationFn: session.logout, networkMode: 'always' })
}
