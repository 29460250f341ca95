import { z } from 'zod'
import { createPasswordPolicy, type ValidatorEntry } from '../accounts/password-policy/password-policy.ts'
import type { Reader } from './readers.ts'

const Entries = z.array(z.strictObject({ NAME: z.string(), OPTIONS: z.record(z.string(), z.unknown()).optional() }))

function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/** Django's AUTH_PASSWORD_VALIDATORS: an array of `{ NAME, OPTIONS }`, from the environment as JSON. */
export const passwordValidators: Reader<readonly ValidatorEntry[]> = (value) => {
  const entries = Entries.safeParse(parse(value))
  if (!entries.success) throw new Error('must be a list of entries as in Django: [{"NAME": "…", "OPTIONS": {…}}] (as JSON)')
  createPasswordPolicy(entries.data)
  return entries.data
}
