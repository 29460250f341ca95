import { useLatchkey, useLatchkeyClient } from '@latchkey/client/react'
import { type Account, LIMITS, type Profile } from '@latchkey/contract'
import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { loadSchema } from '../forms/load-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'
import { FormProblem } from './form-problem.tsx'
import { notify } from './notices.tsx'
import { PersonAvatar } from './person-avatar.tsx'
import classes from './profile-form.module.css'
import { Section } from './section.tsx'

/** How others see the account, and the fields that make it so; the picture follows while it is typed. */
export function ProfileForm({ account, profile }: { account: Account; profile: Profile }) {
  const { session } = useLatchkeyClient()
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const update = latchkey.account.updateProfile.useMutation()
  const form = useSchemaForm({
    loadSchema: () => loadSchema('ProfileUpdate'),
    initialValues: { fullName: profile.fullName, bio: profile.bio, image: profile.image },
    submit: async (values) => {
      const saved = await update.mutateAsync(values)
      queries.account.profile.setData(undefined, saved)
      notify('Your profile is saved.')
      // The name in the menu may follow later: what counts is saved.
      await session.reload().catch(() => undefined)
    },
  })
  return (
    <Section title="About you">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <div className={classes.person}>
            <PersonAvatar username={account.username} profile={form.values} size={72} />
            <div className={classes.names}>
              <Text fw={600} className={classes.name}>
                {account.username}
              </Text>
            </div>
          </div>
          <FormProblem problem={form.problem} />
          <TextInput label="Full name" autoComplete="name" {...form.field('fullName')} />
          <Textarea
            label="Bio"
            description={`A few words about you: ${Array.from(form.values.bio).length} of ${LIMITS.bioLength} characters.`}
            rows={4}
            {...form.field('bio')}
          />
          <TextInput
            label="Image"
            description="The address of a picture, beginning with https://"
            inputMode="url"
            autoComplete="photo"
            spellCheck={false}
            {...form.field('image')}
          />
          <div>
            <Button type="submit" loading={form.isSubmitting}>
              Save profile
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  )
}
