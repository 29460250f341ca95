import { useLatchkey } from '@latchkey/client/react'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { loadSchema } from '../forms/load-schema.ts'
import { useSchemaForm } from '../forms/use-schema-form.ts'
import classes from './echo-form.module.css'
import { FormProblem } from './form-problem.tsx'
import { Section } from './section.tsx'

/** Sends a text to the protected dashboard, and shows what comes back. */
export function EchoForm() {
  const post = useLatchkey().dashboard.post.useMutation()
  const form = useSchemaForm({ loadSchema: () => loadSchema('DashboardText'), initialValues: { text: '' }, submit: post.mutateAsync })
  return (
    <Section title="Say something">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <div className={classes.row}>
            <TextInput label="Text" autoComplete="off" className={classes.input} {...form.field('text')} />
            <Button type="submit" loading={form.isSubmitting}>
              Send
            </Button>
          </div>
          <output aria-label="Answer" className={classes.answer}>
            {post.data ? post.data.response : <Text c="dimmed">The answer of the server appears here.</Text>}
          </output>
        </Stack>
      </form>
    </Section>
  )
}
