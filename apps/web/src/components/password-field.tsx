import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A password that can be shown, by keyboard too. */
export function PasswordField(props: PasswordInputProps & { autoComplete: 'current-password' | 'new-password' }) {
  return (
    <PasswordInput
      {...props}
      aria-invalid={Boolean(props.error)}
      spellCheck={false}
      autoCapitalize="none"
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
    />
  )
}
