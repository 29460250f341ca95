import type { Check } from '../drf/fields/field.ts'
import type { RegistrationRules } from '../rest-services.ts'

export const MAX_EMAIL_LENGTH = 254

/** What cannot be in the column is not looked for there: PostgreSQL refuses to be asked about NUL. */
export function fitsColumn(value: string, limit: number): boolean {
  return value.length <= 2 * limit && value.isWellFormed() && !value.includes('\0')
}

/** What the password validators say, if there are any. */
export function passwordChecks(registration: RegistrationRules): Check[] {
  const { passwordMessages } = registration
  return passwordMessages === undefined ? [] : [passwordMessages]
}
