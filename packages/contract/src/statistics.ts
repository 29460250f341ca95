import { z } from 'zod'

export const STATISTICS_RANGES = ['24h', '7d', '30d'] as const
export type StatisticsRange = (typeof STATISTICS_RANGES)[number]

export const StatisticsQuery = z.strictObject({ range: z.enum(STATISTICS_RANGES) })
export type StatisticsQuery = z.infer<typeof StatisticsQuery>

/** A stretch of time: what happened in it, and how many sessions lived at its end (or now, if it has not ended). ISO 8601, UTC. */
export const StatisticsBucket = z.object({
  since: z.string(),
  until: z.string(),
  logins: z.number().int(),
  failures: z.number().int(),
  registrations: z.number().int(),
  activeSessions: z.number().int(),
})
export type StatisticsBucket = z.infer<typeof StatisticsBucket>

/** Buckets of equal length, oldest first; the last one is that of this moment. */
export const Statistics = z.object({
  buckets: z.array(StatisticsBucket),
  /** Over all buckets. */
  logins: z.number().int(),
  failures: z.number().int(),
  registrations: z.number().int(),
  /** Now. */
  activeSessions: z.number().int(),
  users: z.number().int(),
})
export type Statistics = z.infer<typeof Statistics>
