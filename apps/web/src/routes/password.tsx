import { useLatchkey, useSession } from '@latchkey/client/react'
import { Button, Stack } from '@mantine/core'
import { FormProblem } from '../components/form-problem.tsx'
import { NewPasswordField } from '../components/new-password/new-password-field.tsx'
import { notify } from '../components/notices.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { Section } from '../components/section.tsx'
import { loadSchema } from '../forms/load-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'

const EMPTY = { currentPassword: '', newPassword: '' }

export default function Password() {
  const session = useSession()
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const change = latchkey.account.changePassword.useMutation({ gcTime: 0 })
  const form = useSchemaForm({
    loadSchema: () => loadSchema('PasswordChange'),
    initialValues: EMPTY,
    submit: async (values) => {
      await change.mutateAsync(values)
      form.reset()
      notify('Your password is changed. Other sessions have ended.')
      await queries.sessions.invalidate()
    },
  })
  return (
    <Stack gap="xl" maw="40rem">
      <PageHeading title="Password">Changing it signs you out everywhere else.</PageHeading>
      <Section title="Change your password">
        <form onSubmit={form.onSubmit} noValidate>
          <Stack gap="lg">
            <FormProblem problem={form.problem} />
            {/* Tells password managers whose password this is. */}
            <input type="text" name="username" autoComplete="username" value={session?.account.username ?? ''} readOnly hidden />
            <PasswordField label="Current password" autoComplete="current-password" {...form.field('currentPassword')} />
            <NewPasswordField
              label="New password"
              known={session ? [session.account.username, session.account.email] : []}
              {...form.field('newPassword')}
            />
            <div>
              <Button type="submit" loading={form.isSubmitting}>
                Change password
              </Button>
            </div>
          </Stack>
        </form>
      </Section>
    </Stack>
  )
}
