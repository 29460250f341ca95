import { useLatchkey } from '@latchkey/client/react'
import type { Account, Profile } from '@latchkey/contract'
import { Badge, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { loadAccountSchema } from '../forms/load-account-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'
import classes from './email-section.module.css'
import { FormProblem } from './form-problem.tsx'
import { notify, notifyProblem } from './notices.tsx'
import { PasswordField } from './password-field.tsx'
import { problemText } from './problem-text.ts'
import { Section } from './section.tsx'

const EMPTY = { newEmail: '', currentPassword: '' }

/** The address of the account, whether it is proven, and the way to another one. */
export function EmailSection({ account, profile }: { account: Account; profile: Profile }) {
  const latchkey = useLatchkey()
  const verify = latchkey.account.requestEmailVerification.useMutation()
  const change = latchkey.account.changeEmail.useMutation({ gcTime: 0 })
  const form = useSchemaForm({
    loadSchema: () => loadAccountSchema('EmailChange'),
    initialValues: EMPTY,
    submit: async (values) => {
      await change.mutateAsync(values)
      form.reset()
      notify(`We have mailed a link to ${values.newEmail}. The address changes when you follow it.`)
    },
  })

  async function sendLink(): Promise<void> {
    try {
      await verify.mutateAsync()
      notify(`We have mailed a link to ${account.email}.`)
    } catch (error) {
      notifyProblem(problemText(error))
    }
  }

  return (
    <Section title="Email address">
      <Stack gap="lg">
        <div className={classes.address}>
          <Text fw={600} className={classes.text}>
            {account.email || 'No email address'}
          </Text>
          {account.email !== '' &&
            (profile.verified ? (
              <Badge variant="light" leftSection={<IconRosetteDiscountCheck size={14} aria-hidden="true" />}>
                Verified
              </Badge>
            ) : (
              <>
                <Badge variant="light" color="gray">
                  Not verified
                </Badge>
                <Button variant="default" size="xs" loading={verify.isPending} onClick={sendLink}>
                  Send verification link
                </Button>
              </>
            ))}
        </div>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack gap="lg">
            <FormProblem problem={form.problem} />
            <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
            <TextInput label="New email address" type="email" autoComplete="email" spellCheck={false} {...form.field('newEmail')} />
            <PasswordField label="Current password" autoComplete="current-password" {...form.field('currentPassword')} />
            <div>
              <Button type="submit" variant="default" loading={form.isSubmitting}>
                Change address
              </Button>
            </div>
          </Stack>
        </form>
      </Stack>
    </Section>
  )
}
