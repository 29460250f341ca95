import { useLatchkey, useSession } from '@latchkey/client/react'
import { Skeleton, Stack, Text } from '@mantine/core'
import { EchoForm } from '../components/echo-form.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { QueryProblem } from '../components/query-problem.tsx'
import { Section } from '../components/section.tsx'
import { SessionDetails } from '../components/session-details.tsx'

export default function Dashboard() {
  const latchkey = useLatchkey()
  const session = useSession()
  const greeting = latchkey.dashboard.read.useQuery()
  const home = latchkey.home.useQuery()
  if (!session) return null
  const failed = [greeting, home].find((query) => query.isError)
  return (
    <Stack gap="xl">
      <PageHeading title={`Hello, ${session.account.profile.fullName || session.account.username}`}>
        You are signed in. This is what the server says, and how your session is doing.
      </PageHeading>
      <Section title="From the server">
        {failed ? (
          <QueryProblem error={failed.error} onRetry={() => void Promise.all([greeting.refetch(), home.refetch()])} />
        ) : (
          <Stack gap="xs">
            <Skeleton visible={greeting.isPending} mih="1.5rem">
              <Text fw={600}>{greeting.data?.response}</Text>
            </Skeleton>
            <Skeleton visible={home.isPending} mih="1.5rem">
              <Text>{home.data?.message}</Text>
            </Skeleton>
          </Stack>
        )}
      </Section>
      <EchoForm />
      <SessionDetails session={session} />
    </Stack>
  )
}
