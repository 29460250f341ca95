import { config } from 'zod/v4/core'

// Imported before any schema is made: otherwise Zod would try `new Function`, which the pages' content security policy reports.
config({ jitless: true })
