import { useLogin } from '@latchkey/client/react'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { FormProblem } from '../components/form-problem.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { TextLink } from '../components/text-link.tsx'
import { loadSchema } from '../forms/load-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'

export function SignIn() {
  const login = useLogin()
  const [parameters] = useSearchParams()
  const form = useSchemaForm({
    loadSchema: () => loadSchema('Credentials'),
    initialValues: { username: '', password: '' },
    submit: login.mutateAsync,
  })
  return (
    <CenteredLayout
      footer={
        <>
          New here? <TextLink to={`/register?${parameters}`}>Create an account</TextLink>
        </>
      }
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="lg">
          <PageHeading title="Sign in" takesFocus={false}>
            Welcome back.
          </PageHeading>
          <FormProblem problem={form.problem} />
          <TextInput
            label="Username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...form.field('username')}
          />
          <div>
            <PasswordField label="Password" autoComplete="current-password" {...form.field('password')} />
            <Text size="sm" mt="xs">
              <TextLink to="/forgot-password">Forgot your password?</TextLink>
            </Text>
          </div>
          <Button type="submit" size="md" loading={form.isSubmitting}>
            Sign in
          </Button>
        </Stack>
      </form>
    </CenteredLayout>
  )
}
