import { useLatchkey } from '@latchkey/client/react'
import { STATISTICS_RANGES } from '@latchkey/contract'
import { SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Figures } from '../../components/admin/figures.tsx'
import { StatisticsPlots } from '../../components/admin/statistics-plots.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'

const LABELS = { '24h': '24 hours', '7d': '7 days', '30d': '30 days' } as const
const CHOICES = STATISTICS_RANGES.map((value) => ({ value, label: LABELS[value] }))

export default function Statistics() {
  const [parameters, setParameters] = useSearchParams()
  const range = STATISTICS_RANGES.find((known) => known === parameters.get('range')) ?? '24h'
  const statistics = useLatchkey().admin.stats.useQuery({ range }, { placeholderData: keepPreviousData })
  return (
    <Stack gap="xl">
      <PageHeading title="Statistics">What has been going on.</PageHeading>
      <div>
        <SegmentedControl
          aria-label="Period"
          data={CHOICES}
          value={range}
          onChange={(value) => setParameters(value === '24h' ? {} : { range: value }, { replace: true })}
        />
      </div>
      {statistics.isPending && <Skeleton height="40rem" radius="lg" />}
      {statistics.isError && <QueryProblem error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isSuccess && (
        <Stack gap="xl" aria-busy={statistics.isPlaceholderData}>
          <Figures statistics={statistics.data} />
          <StatisticsPlots buckets={statistics.data.buckets} />
        </Stack>
      )}
    </Stack>
  )
}
