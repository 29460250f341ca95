import type { CookieStorage } from './session-storage.ts'

/** Storage for the pages of Latchkey's own origin, and their default: the server takes the cookie from nowhere else. */
export const cookieStorage = (): CookieStorage => ({ kind: 'cookie' })
