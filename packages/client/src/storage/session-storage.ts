/** The refresh token stays in an `HttpOnly` cookie that the server writes: scripts never see it. */
export interface CookieStorage {
  readonly kind: 'cookie'
}

/** A place of the application's own for the refresh token: a keychain, a file, memory. */
export interface RefreshTokenStorage {
  readonly kind?: 'token'
  /** Null when there is none. */
  read(): string | null | Promise<string | null>
  write(refreshToken: string): void | Promise<void>
  clear(): void | Promise<void>
  /** True if several tabs see the same token: they then take turns in refreshing and share one session. */
  readonly shared?: boolean
}

export type SessionStorage = CookieStorage | RefreshTokenStorage

/** Whether tabs of one browser have this session in common. */
export function isShared(storage: SessionStorage): boolean {
  return storage.kind === 'cookie' || storage.shared === true
}
