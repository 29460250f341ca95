import { useRegister } from '@latchkey/client/react'
import { Button, Stack, TextInput } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { FormProblem } from '../components/form-problem.tsx'
import { NewPasswordField } from '../components/new-password/new-password-field.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { TextLink } from '../components/text-link.tsx'
import { loadSchema } from '../forms/load-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'

export default function Register() {
  const register = useRegister()
  const [parameters] = useSearchParams()
  const form = useSchemaForm({
    loadSchema: () => loadSchema('Registration'),
    initialValues: { username: '', email: '', password: '' },
    submit: register.mutateAsync,
  })
  return (
    <CenteredLayout
      footer={
        <>
          Already have an account? <TextLink to={`/sign-in?${parameters}`}>Sign in</TextLink>
        </>
      }
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <PageHeading title="Create an account" takesFocus={false} />
          <FormProblem problem={form.problem} />
          <TextInput
            label="Username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...form.field('username')}
          />
          <TextInput label="Email (optional)" type="email" autoComplete="email" spellCheck={false} {...form.field('email')} />
          <NewPasswordField label="Password" known={[form.values.username, form.values.email]} {...form.field('password')} />
          <Button type="submit" size="md" loading={form.isSubmitting}>
            Create account
          </Button>
        </Stack>
      </form>
    </CenteredLayout>
  )
}
