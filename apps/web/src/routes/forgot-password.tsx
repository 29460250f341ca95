import { useLatchkey } from '@latchkey/client/react'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { FormProblem } from '../components/form-problem.tsx'
import { MessagePage } from '../components/message-page.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { TextLink } from '../components/text-link.tsx'
import { loadAccountSchema } from '../forms/load-account-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'

export default function ForgotPassword() {
  const request = useLatchkey().account.requestPasswordReset.useMutation()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useSchemaForm({
    loadSchema: () => loadAccountSchema('PasswordResetRequest'),
    initialValues: { email: '' },
    submit: async (values) => {
      await request.mutateAsync(values)
      setSentTo(values.email)
    },
  })
  if (sentTo !== null) {
    return (
      <MessagePage title="Look at your mail" link={{ to: '/sign-in', text: 'Back to sign in' }}>
        If {sentTo} belongs to an account, a link to choose a new password is on its way. It may take a minute, or lie among the spam.
      </MessagePage>
    )
  }
  return (
    <CenteredLayout footer={<TextLink to="/sign-in">Back to sign in</TextLink>}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <PageHeading title="Forgot your password?" takesFocus={false}>
            We mail you a link to choose a new one.
          </PageHeading>
          <FormProblem problem={form.problem} />
          <TextInput label="Email" type="email" autoComplete="email" spellCheck={false} autoFocus {...form.field('email')} />
          <Button type="submit" size="md" loading={form.isSubmitting}>
            Send link
          </Button>
        </Stack>
      </form>
    </CenteredLayout>
  )
}
