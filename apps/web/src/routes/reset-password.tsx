import { errorOf } from '@latchkey/client'
import { useLatchkey } from '@latchkey/client/react'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { FormProblem } from '../components/form-problem.tsx'
import { MessagePage } from '../components/message-page.tsx'
import { NewPasswordField } from '../components/new-password/new-password-field.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { useLinkToken } from '../components/use-link-token.ts'
import { loadAccountSchema } from '../forms/load-account-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'

export default function ResetPassword() {
  const token = useLinkToken()
  const reset = useLatchkey().account.resetPassword.useMutation({ gcTime: 0 })
  const [outcome, setOutcome] = useState<'open' | 'done' | 'refused'>(token === null ? 'refused' : 'open')
  const form = useSchemaForm({
    loadSchema: () => loadAccountSchema('PasswordResetField'),
    initialValues: { newPassword: '' },
    submit: async ({ newPassword }) => {
      try {
        await reset.mutateAsync({ token: token ?? '', newPassword })
        setOutcome('done')
      } catch (error) {
        if (errorOf(error).code !== 'one_time_token_not_valid') throw error
        setOutcome('refused')
      }
    },
  })
  if (outcome === 'refused') {
    return (
      <MessagePage title="This link is no longer valid" link={{ to: '/forgot-password', text: 'Ask for a new link' }}>
        It may be too old, or used already.
      </MessagePage>
    )
  }
  if (outcome === 'done') {
    return (
      <MessagePage title="Your password is changed" link={{ to: '/sign-in', text: 'Sign in' }}>
        You are signed out everywhere. Sign in with the new password.
      </MessagePage>
    )
  }
  return (
    <CenteredLayout>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <PageHeading title="Choose a new password" takesFocus={false}>
            It signs you out everywhere else.
          </PageHeading>
          <FormProblem problem={form.problem} />
          <NewPasswordField label="New password" autoFocus {...form.field('newPassword')} />
          <Button type="submit" size="md" loading={form.isSubmitting}>
            Change password
          </Button>
        </Stack>
      </form>
    </CenteredLayout>
  )
}
