import { useLatchkey, useLatchkeyClient, useSession } from '@latchkey/client/react'
import type { UserDetails } from '@latchkey/contract'
import { Button, Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { loadStaffSchema } from '../../forms/load-staff-schema.ts'
import { useSchemaForm } from '../../forms/use-schema-form.ts'
import { FormProblem } from '../form-problem.tsx'
import { notify } from '../notices.tsx'
import { Section } from '../section.tsx'

/** What staff may change of an account; its rights are for superusers alone, and nobody's own. */
export function UserForm({ user }: { user: UserDetails }) {
  const { session } = useLatchkeyClient()
  const me = useSession()?.account
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const update = latchkey.admin.users.update.useMutation()
  const givesRights = me?.isSuperuser === true && me.id !== user.id
  const form = useSchemaForm({
    loadSchema: () => loadStaffSchema('UserFields'),
    initialValues: { email: user.email, fullName: user.profile.fullName, bio: user.profile.bio },
    initialFlags: { verified: user.profile.verified, isStaff: user.isStaff, isSuperuser: user.isSuperuser },
    submit: async ({ isStaff, isSuperuser, ...fields }) => {
      const saved = await update.mutateAsync({ id: user.id, ...fields, ...(givesRights ? { isStaff, isSuperuser } : {}) })
      queries.admin.users.get.setData({ id: user.id }, saved)
      void queries.admin.users.list.invalidate()
      void queries.admin.audit.invalidate()
      form.fill({ email: saved.email })
      notify('The account is saved.')
      if (me?.id === user.id) await session.reload().catch(() => undefined)
    },
  })
  return (
    <Section title="Details">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <FormProblem problem={form.problem} />
          <TextInput
            label="Email"
            type="email"
            autoComplete="off"
            spellCheck={false}
            {...form.field('email')}
            {...(me?.id === user.id ? { disabled: true, description: 'You change your own address on your profile page.' } : {})}
          />
          <TextInput label="Full name" autoComplete="off" {...form.field('fullName')} />
          <Textarea label="Bio" rows={3} {...form.field('bio')} />
          <Checkbox label="Email address is verified" {...form.box('verified')} />
          {givesRights && (
            <>
              <Checkbox label="Staff" description="May use these admin pages." {...form.box('isStaff')} />
              <Checkbox label="Superuser" description="May give and take rights." {...form.box('isSuperuser')} />
            </>
          )}
          <div>
            <Button type="submit" loading={form.isSubmitting}>
              Save account
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  )
}
