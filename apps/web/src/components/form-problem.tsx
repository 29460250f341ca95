import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'

/** What is wrong with a form as a whole. The region is always there, so that screen readers notice when it fills. */
export function FormProblem({ problem }: { problem: string | null }) {
  return (
    <div aria-live="assertive">
      {problem && (
        <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden="true" />}>
          {problem}
        </Alert>
      )}
    </div>
  )
}
