import type { PasswordInputProps } from '@mantine/core'
import { PasswordField } from '../password-field.tsx'
import { PasswordAdvice } from './password-advice.tsx'

export interface NewPasswordFieldProps extends Omit<PasswordInputProps, 'value' | 'autoComplete'> {
  value: string
  /** What is known of the person and should not be in the password. */
  known?: readonly string[]
}

/** A new password, with what it must keep to and how strong it is while it is typed. */
export function NewPasswordField({ value, known = [], ...props }: NewPasswordFieldProps) {
  return (
    <div>
      <PasswordField description="A short sentence works well." {...props} value={value} autoComplete="new-password" />
      <PasswordAdvice password={value} known={known} />
    </div>
  )
}
