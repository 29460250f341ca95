import { createLatchkeyClient } from '@latchkey/client'
import { watchRenewals } from './renewal-history.ts'

/** The client of these pages; the refresh token stays in a cookie. */
export const latchkey = createLatchkeyClient({ url: '/trpc' })

/** What the start page shows of the session's life. */
export const renewalHistory = watchRenewals(latchkey.session)
