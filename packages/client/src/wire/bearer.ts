import type { SessionCore } from '../session/auth-session.ts'

/** An access token on its way out, and whose it is. */
export interface Bearer {
  readonly access: string
  readonly accountId: number
}

export interface BearerSource {
  /** The access token to send now; waits for a restore that is under way. Null when nobody is signed in. */
  bearer(): Promise<Bearer | null>
  /**
   * The access token for one more try after `spent` was refused; null if there is none for the same account. Rejects if the server
   * cannot be asked.
   */
  renewed(spent: Bearer | null): Promise<Bearer | null>
}

export function createBearerSource(session: SessionCore): BearerSource {
  const now = (): Bearer | null => {
    const held = session.held()
    return held && { access: held.facts.access, accountId: held.facts.account.id }
  }
  return {
    bearer: async () => {
      if (session.status() === 'restoring') await session.settled()
      return now()
    },
    renewed: async (spent) => {
      const renewedMeanwhile = now()?.access !== spent?.access
      if (!renewedMeanwhile && session.status() !== 'signed-out') await session.refresh()
      const next = now()
      // Somebody else has signed in meanwhile: what one account began is not done in the name of another.
      return next && spent && next.accountId !== spent.accountId ? null : next
    },
  }
}
