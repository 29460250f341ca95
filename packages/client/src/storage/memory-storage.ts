import type { RefreshTokenStorage } from './session-storage.ts'

/** Storage that forgets with the process: the default outside browsers. `refreshToken` continues an earlier session. */
export function memoryStorage(refreshToken: string | null = null): RefreshTokenStorage {
  let held = refreshToken
  return {
    read: () => held,
    write: (next) => {
      held = next
    },
    clear: () => {
      held = null
    },
  }
}
