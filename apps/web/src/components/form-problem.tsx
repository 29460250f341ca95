import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'

/** What is wrong with a form as a whole; screen readers read it out when it appears. */
export function FormProblem({ problem }: { problem: string | null }) {
  if (problem === null) return null
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden="true" />}>
      {problem}
    </Alert>
  )
}
