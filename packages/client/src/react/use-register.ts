import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { Session } from '../session/session.ts'
import type { RegistrationInput } from '../wire/session-calls.ts'
import { useLatchkeyClient } from './latchkey-context.ts'

/** Makes an account and signs it in. Read a failure with `errorOf`: its `fields` belong to the form. */
export function useRegister(): UseMutationResult<Session, Error, RegistrationInput> {
  const { session } = useLatchkeyClient()
  // Kept no longer than the form itself: the variables hold the password.
  return useMutation({ mutationFn: session.register, networkMode: 'always', gcTime: 0 })
}
