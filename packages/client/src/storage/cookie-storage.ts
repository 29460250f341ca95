import type { CookieStorage } from './session-storage.ts'

/** Storage for browsers, and their default. `credentials` defaults to `'same-origin'`. */
export function cookieStorage({ credentials = 'same-origin' }: { credentials?: CookieStorage['credentials'] } = {}): CookieStorage {
  return { kind: 'cookie', credentials }
}
