import { router } from '../trpc.ts'
import { users } from './users.ts'

/** For staff. */
export const admin = router({ users })
