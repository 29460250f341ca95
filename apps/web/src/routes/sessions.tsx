import { useLatchkey } from '@latchkey/client/react'
import { Skeleton, Stack } from '@mantine/core'
import { PageHeading } from '../components/page-heading.tsx'
import { QueryProblem } from '../components/query-problem.tsx'
import { Section } from '../components/section.tsx'
import { SessionList } from '../components/session-list.tsx'

export default function Sessions() {
  const sessions = useLatchkey().sessions.list.useQuery()
  return (
    <Stack gap="xl" maw="48rem">
      <PageHeading title="Sessions">Where you are signed in. End what you do not recognise, then change your password.</PageHeading>
      <Section title="Your sessions">
        {sessions.isPending && <Skeleton height="9rem" />}
        {sessions.isError && <QueryProblem error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {sessions.isSuccess && <SessionList sessions={sessions.data} />}
      </Section>
    </Stack>
  )
}
