import { createLatchkeyClient } from '@latchkey/client'

/** The client of these pages; the refresh token stays in a cookie. */
export const latchkey = createLatchkeyClient({ url: '/trpc' })
