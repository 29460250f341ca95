import { useLatchkey } from '@latchkey/client/react'
import { Skeleton } from '@mantine/core'
import { QueryProblem } from '../query-problem.tsx'
import { Section } from '../section.tsx'
import { TextLink } from '../text-link.tsx'
import { EmptyState } from './empty-state.tsx'
import { EventTable } from './event-table.tsx'

const SHOWN = 10

/** What happened to an account last. */
export function RecentEvents({ userId, username }: { userId: number; username: string }) {
  const events = useLatchkey().admin.audit.list.useQuery({ userId, limit: SHOWN })
  return (
    <Section title="Recent events">
      {events.isPending && <Skeleton height="12rem" />}
      {events.isError && <QueryProblem error={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess &&
        (events.data.events.length === 0 ? (
          <EmptyState>Nothing has happened yet.</EmptyState>
        ) : (
          <>
            <EventTable events={events.data.events} isOfOne />
            {events.data.next && <TextLink to={`/admin/audit?user=${encodeURIComponent(username)}`}>All events</TextLink>}
          </>
        ))}
    </Section>
  )
}
