import { existsSync } from 'node:fs'
import { z } from 'zod'
import { commonPasswords } from './common-passwords.ts'
import { isSimilar } from './similarity.ts'

/** What a password must not resemble; null while nobody is known whose it will be. */
export interface PasswordOwner {
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** What is wrong with a new password, in Django's words; null where nothing is. */
export type PasswordValidator = (password: string, owner: PasswordOwner | null) => string | null

/** What Python's `str.isdigit` takes: decimal digits of any script, and those that stand high, low or in circles. */
const ENTIRELY_NUMERIC =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u

/** Django's names of a user's fields: ours, and how a message calls them. */
const ATTRIBUTES = {
  username: { key: 'username', label: 'username' },
  first_name: { key: 'firstName', label: 'first name' },
  last_name: { key: 'lastName', label: 'last name' },
  email: { key: 'email', label: 'email address' },
} as const satisfies Record<string, { key: keyof PasswordOwner; label: string }>

const Attribute = z.enum(['username', 'first_name', 'last_name', 'email'])

const SimilarityOptions = z.strictObject({
  user_attributes: z.array(Attribute).default(['username', 'first_name', 'last_name', 'email']),
  max_similarity: z.number().min(0.1).default(0.7),
})
const LengthOptions = z.strictObject({ min_length: z.number().int().min(0).default(8) })
const CommonOptions = z.strictObject({
  password_list_path: z
    .string()
    .refine(existsSync, { error: ({ input }) => `there is no file ${String(input)}` })
    .optional(),
})
const NumericOptions = z.strictObject({})

/** Django's validators by the names of their classes. Each throws for options that it does not have. */
export const DJANGO_VALIDATORS: Readonly<Record<string, (options: unknown) => PasswordValidator>> = {
  UserAttributeSimilarityValidator: (options) => {
    const { user_attributes: attributes, max_similarity: maxSimilarity } = SimilarityOptions.parse(options)
    return (password, owner) => {
      const similar = attributes
        .map((name) => ATTRIBUTES[name])
        .find(({ key }) => owner?.[key] && isSimilar(password, owner[key], maxSimilarity))
      return similar ? `The password is too similar to the ${similar.label}.` : null
    }
  },
  MinimumLengthValidator: (options) => {
    const { min_length: length } = LengthOptions.parse(options)
    const message = `This password is too short. It must contain at least ${length} character${length === 1 ? '' : 's'}.`
    return (password) => (Array.from(password).length < length ? message : null)
  },
  CommonPasswordValidator: (options) => {
    const isCommon = commonPasswords(CommonOptions.parse(options).password_list_path)
    return (password) => (isCommon(password) ? 'This password is too common.' : null)
  },
  NumericPasswordValidator: (options) => {
    NumericOptions.parse(options)
    return (password) => (ENTIRELY_NUMERIC.test(password) ? 'This password is entirely numeric.' : null)
  },
}
