import { useLatchkey, useLatchkeyClient } from '@latchkey/client/react'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { loadAccountSchema } from '../forms/load-account-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'
import { FormProblem } from './form-problem.tsx'
import { notify, notifyProblem } from './notices.tsx'
import { PasswordField } from './password-field.tsx'
import { problemText } from './problem-text.ts'
import { saveJson } from './save-json.ts'
import { Section } from './section.tsx'

const EMPTY = { currentPassword: '' }

/** Everything that is kept about the account as a file, and the end of the account. */
export function DataSection({ username }: { username: string }) {
  const queries = useLatchkey().useUtils()
  const [isLoading, setLoading] = useState(false)

  async function download(): Promise<void> {
    setLoading(true)
    try {
      saveJson(`${username}.json`, await queries.account.export.fetch(undefined, { staleTime: 0, gcTime: 0 }))
      notify('Your data is downloaded.')
    } catch (error) {
      notifyProblem(problemText(error))
    } finally {
      setLoading(false)
    }
  }

  return (
    <Section title="Your data">
      <Stack gap="md">
        <Text>Everything that is kept about you, in one file: account, profile, sessions and what happened.</Text>
        <div>
          <Button variant="default" loading={isLoading} onClick={download}>
            Download my data
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

/** Asks for the password, and then it is done: nobody can bring the account back. */
export function DeletionSection({ username }: { username: string }) {
  const { session } = useLatchkeyClient()
  const remove = useLatchkey().account.delete.useMutation({ gcTime: 0 })
  const form = useSchemaForm({
    loadSchema: () => loadAccountSchema('AccountDeletion'),
    initialValues: EMPTY,
    submit: async (values) => {
      await remove.mutateAsync(values)
      notify('Your account is deleted.')
      // The server has nobody to sign out any more; the page has.
      await session.logout().catch(() => session.refresh())
    },
  })
  return (
    <Section title="Delete account">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <Text>Your account goes with its profile and all its sessions, for good.</Text>
          <FormProblem problem={form.problem} />
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <PasswordField label="Password, to confirm" autoComplete="current-password" {...form.field('currentPassword')} />
          <div>
            <Button type="submit" variant="default" c="var(--mantine-color-error)" loading={form.isSubmitting}>
              Delete my account
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  )
}
