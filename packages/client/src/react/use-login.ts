import type { Credentials } from '@latchkey/contract'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { Session } from '../session/session.ts'
import { useLatchkeyClient } from './latchkey-context.ts'

/** Signs in. Queries of the former account are forgotten; read a failure with `errorOf`. */
export function useLogin(): UseMutationResult<Session, Error, Credentials> {
  const { session } = useLatchkeyClient()
  // Kept no longer than the form itself: the variables hold the password.
  return useMutation({ mutationFn: session.login, networkMode: 'always', gcTime: 0 })
}
