import type { StatisticsBucket } from '@latchkey/contract'
import { Section } from '../section.tsx'
import { Plot } from './plot.tsx'

const HOUR = 3_600_000
const dayFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' })
const timeFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })

/** When a stretch of time begins; whole days need no time of day. */
function labelOf({ since, until }: StatisticsBucket): string {
  const start = new Date(since)
  const isDay = new Date(until).getTime() - start.getTime() >= 24 * HOUR
  return (isDay ? dayFormat : timeFormat).format(start)
}

/** Logins, sessions and registrations over time. */
export function StatisticsPlots({ buckets }: { buckets: readonly StatisticsBucket[] }) {
  const labels = buckets.map(labelOf)
  const valuesOf = (name: 'logins' | 'failures' | 'registrations' | 'activeSessions') => buckets.map((bucket) => bucket[name])
  return (
    <>
      <Section title="Logins">
        <Plot
          labels={labels}
          series={[
            { name: 'Succeeded', tone: 'good', values: valuesOf('logins') },
            { name: 'Failed', tone: 'bad', values: valuesOf('failures') },
          ]}
        />
      </Section>
      <Section title="Active sessions">
        <Plot labels={labels} series={[{ name: 'Active sessions', tone: 'good', values: valuesOf('activeSessions') }]} />
      </Section>
      <Section title="Registrations">
        <Plot labels={labels} series={[{ name: 'Registrations', tone: 'good', values: valuesOf('registrations') }]} />
      </Section>
    </>
  )
}
