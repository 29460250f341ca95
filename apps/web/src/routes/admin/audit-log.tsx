import { useLatchkey } from '@latchkey/client/react'
import { Button, Skeleton, Stack } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { AuditFilters } from '../../components/admin/audit-filters.tsx'
import { EmptyState } from '../../components/admin/empty-state.tsx'
import { EventTable } from '../../components/admin/event-table.tsx'
import { useAuditFilter } from '../../components/admin/use-audit-filter.ts'
import { PageHeading } from '../../components/page-heading.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Section } from '../../components/section.tsx'

export default function AuditLog() {
  const { state, change, query } = useAuditFilter()
  const log = useLatchkey().admin.audit.list.useInfiniteQuery(query, {
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  const events = log.data?.pages.flatMap((page) => page.events) ?? []
  return (
    <Stack gap="xl">
      <PageHeading title="Audit log">Who did what, when and from where, newest first.</PageHeading>
      <Section title="Events">
        <AuditFilters state={state} onChange={change} />
        {log.isPending && <Skeleton height="24rem" />}
        {log.isError && <QueryProblem error={log.error} onRetry={() => void log.refetch()} />}
        {log.isSuccess && (
          <div aria-busy={log.isPlaceholderData}>
            {events.length === 0 ? (
              <EmptyState>Nothing of this kind has happened. Try another filter.</EmptyState>
            ) : (
              <EventTable events={events} />
            )}
            {log.hasNextPage && (
              <Button variant="default" size="sm" mt="md" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                Show older events
              </Button>
            )}
          </div>
        )}
      </Section>
    </Stack>
  )
}
