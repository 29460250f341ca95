import { Statistics, StatisticsQuery } from '../../statistics.ts'
import { adminProcedure, router } from '../trpc.ts'
import { audit } from './audit.ts'
import { users } from './users.ts'

/** For staff. */
export const admin = router({
  users,
  audit,

  /** Logins, failures, registrations and active sessions over a stretch of time. */
  stats: adminProcedure
    .input(StatisticsQuery)
    .output(Statistics)
    .query(({ ctx, input }) => ctx.admin.statistics(input)),
})
