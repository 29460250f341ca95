import { useLatchkey, useSession } from '@latchkey/client/react'
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { FormProblem } from '../../components/form-problem.tsx'
import { NewPasswordField } from '../../components/new-password/new-password-field.tsx'
import { notify } from '../../components/notices.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Section } from '../../components/section.tsx'
import { loadStaffSchema } from '../../forms/load-staff-schema.ts'
import { useSchemaForm } from '../../forms/use-schema-form.ts'

const EMPTY = { username: '', email: '', fullName: '', password: '' }
const NO_RIGHTS = { isStaff: false, isSuperuser: false }

export default function NewUser() {
  const session = useSession()
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const navigate = useNavigate()
  const create = latchkey.admin.users.create.useMutation({ gcTime: 0 })
  const form = useSchemaForm({
    loadSchema: () => loadStaffSchema('NewUser'),
    initialValues: EMPTY,
    initialFlags: NO_RIGHTS,
    submit: async (values) => {
      const user = await create.mutateAsync(values)
      queries.admin.users.get.setData({ id: user.id }, user)
      void queries.admin.users.list.invalidate()
      notify(`${user.username} has an account.`)
      await navigate(`/admin/users/${user.id}`, { replace: true })
    },
  })
  return (
    <Stack gap="xl" maw="40rem">
      <PageHeading title="Create user">They can sign in at once, and change the password themselves.</PageHeading>
      <Section title="New account">
        <form onSubmit={form.onSubmit} noValidate>
          <Stack gap="lg">
            <FormProblem problem={form.problem} />
            <TextInput label="Username" autoComplete="off" autoCapitalize="none" spellCheck={false} {...form.field('username')} />
            <TextInput label="Email (optional)" type="email" autoComplete="off" spellCheck={false} {...form.field('email')} />
            <TextInput label="Full name (optional)" autoComplete="off" {...form.field('fullName')} />
            <NewPasswordField label="Password" known={[form.values.username, form.values.email]} {...form.field('password')} />
            {session?.account.isSuperuser && (
              <Stack gap="sm">
                <Checkbox label="Staff" description="May use these admin pages." {...form.box('isStaff')} />
                <Checkbox label="Superuser" description="May give and take rights." {...form.box('isSuperuser')} />
              </Stack>
            )}
            <Group>
              <Button type="submit" loading={form.isSubmitting}>
                Create user
              </Button>
              <Button component={Link} to="/admin/users" variant="default">
                Cancel
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
    </Stack>
  )
}
