import { useLatchkey } from '@latchkey/client/react'
import type { UserDetails } from '@latchkey/contract'
import { Button, Stack } from '@mantine/core'
import { loadStaffSchema } from '../../forms/load-staff-schema.ts'
import { useSchemaForm } from '../../forms/use-schema-form.ts'
import { FormProblem } from '../form-problem.tsx'
import { NewPasswordField } from '../new-password/new-password-field.tsx'
import { notify } from '../notices.tsx'
import { Section } from '../section.tsx'

const EMPTY = { password: '' }

/** A new password for somebody who cannot get in any more. */
export function UserPasswordForm({ user }: { user: UserDetails }) {
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const setPassword = latchkey.admin.users.setPassword.useMutation({ gcTime: 0 })
  const form = useSchemaForm({
    loadSchema: () => loadStaffSchema('UserPasswordField'),
    initialValues: EMPTY,
    submit: async ({ password }) => {
      await setPassword.mutateAsync({ id: user.id, password })
      form.reset()
      notify(`${user.username} has a new password and is signed out everywhere.`)
      await Promise.all([queries.admin.users.get.invalidate({ id: user.id }), queries.admin.audit.invalidate()])
    },
  })
  return (
    <Section title="Set password">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <FormProblem problem={form.problem} />
          <input type="text" name="username" autoComplete="username" value={user.username} readOnly hidden />
          <NewPasswordField
            label="New password"
            description="It signs the account out everywhere. Hand it over by a safe way."
            known={[user.username, user.email]}
            {...form.field('password')}
          />
          <div>
            <Button type="submit" variant="default" loading={form.isSubmitting}>
              Set password
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  )
}
