import { z } from 'zod'
import { problemsIn } from './user-model.ts'

const NAMES = ['id', 'email', 'username', 'password', 'password2'] as const

/** A field of the REST registration. */
export interface RegistrationField {
  readonly name: (typeof NAMES)[number]
  /** As OPTIONS shows it. */
  readonly label?: string | undefined
  /** In characters. */
  readonly maxLength?: number | undefined
  readonly required?: boolean | undefined
  /** Nobody else may have the same. */
  readonly unique?: boolean | undefined
  /** Of `username`: any characters, and not only those of Django's own usernames. */
  readonly anyCharacters?: boolean | undefined
}

/** What the REST registration asks for, as `latchkey.config.ts` says it. */
export interface RegistrationSetting {
  /** In the order of the replies; by name alone where the defaults will do. A `password2` must repeat the password. */
  readonly fields: readonly (RegistrationField['name'] | RegistrationField)[]
  /** Names and addresses are kept as they were sent, as by a serializer that does not call `create_user`. */
  readonly asSent?: boolean
}

export interface RegistrationForm {
  readonly fields: readonly RegistrationField[]
  readonly asSent: boolean
  /** A username may be anything: also where none is asked for. */
  readonly anyUsername: boolean
}

const Field = z.strictObject({
  name: z.enum(NAMES),
  label: z.string().optional(),
  maxLength: z.int().positive().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  anyCharacters: z.boolean().optional(),
})

const Registration = z.strictObject({
  fields: z
    .array(z.union([z.enum(NAMES).transform((name) => ({ name })), Field]))
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'names a field twice')
    .refine((fields) => fields.some(({ name }) => name === 'password'), 'must have a password among them'),
  asSent: z.boolean().default(false),
})

/** Reads the setting `registration`: null where Django's own form will do. Returns the form or every problem. */
export function readRegistration(value: unknown): { form: RegistrationForm | null } | readonly string[] {
  if (value === undefined) return { form: null }
  const { data, error } = Registration.safeParse(value)
  if (!data) return problemsIn('registration', error)
  const username: RegistrationField | undefined = data.fields.find(({ name }) => name === 'username')
  return { form: { ...data, anyUsername: username?.anyCharacters ?? username === undefined } }
}
