import { AuthError } from '@latchkey/contract'
import { z } from 'zod'
import { isSimilar } from './similarity.ts'
import { DJANGO_VALIDATORS, type PasswordOwner } from './validators.ts'

/** One entry of Django's AUTH_PASSWORD_VALIDATORS. */
export interface ValidatorEntry {
  /** The class: `MinimumLengthValidator`, with Django's module before it or without. */
  readonly NAME: string
  readonly OPTIONS?: Readonly<Record<string, unknown>> | undefined
}

export const DJANGO_PASSWORD_POLICY: readonly ValidatorEntry[] = Object.keys(DJANGO_VALIDATORS).map((NAME) => ({ NAME }))

/** What a new password has to keep to. */
export interface PasswordPolicy {
  /** What every validator says of it, in their order; empty where all take it. Without an owner nothing can be too similar. */
  messages(password: string, owner: PasswordOwner | null): string[]
}

const MODULE = 'django.contrib.auth.password_validation.'

/** As Django's validators measure it. */
const TOO_SIMILAR = 0.7

/**
 * `serviceNames` are words that everybody would try here, whoever the owner is. Throws an error that names the entry and what is wrong
 * with it.
 */
export function createPasswordPolicy(
  entries: readonly ValidatorEntry[] = DJANGO_PASSWORD_POLICY,
  serviceNames: readonly string[] = [],
): PasswordPolicy {
  const validators = entries.map(({ NAME, OPTIONS = {} }) => {
    const name = NAME.startsWith(MODULE) ? NAME.slice(MODULE.length) : NAME
    const create = Object.hasOwn(DJANGO_VALIDATORS, name) ? DJANGO_VALIDATORS[name] : undefined
    if (!create) throw new Error(`names ${NAME}, which is not one of ${Object.keys(DJANGO_VALIDATORS).join(', ')}`)
    try {
      return create(OPTIONS)
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      const problems = error.issues.map(({ path, message }) => [...path.map(String), message].join(': '))
      throw new Error(`has options for ${name} that cannot be used (${problems.join('; ')})`)
    }
  })
  const isOurName = (password: string): boolean => serviceNames.some((name) => isSimilar(password, name, TOO_SIMILAR))
  return {
    messages: (password, owner) => [
      ...validators.map((validate) => validate(password, owner)).filter((message): message is string => message !== null),
      ...(isOurName(password) ? ['The password is too similar to the name of this service.'] : []),
    ],
  }
}

/** Throws `invalid_input` with what the policy says, under the name of the field that the password came in. */
export function checkNewPassword(policy: PasswordPolicy, password: string, owner: PasswordOwner | null, field: string): void {
  const messages = policy.messages(password, owner)
  if (messages.length > 0) throw new AuthError('invalid_input', { fields: { [field]: messages } })
}
