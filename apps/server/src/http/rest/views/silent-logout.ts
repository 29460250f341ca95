import { AuthError } from '@latchkey/contract'
import { Refusal, SuspiciousRequest } from '../drf/refusal.ts'
import { type Call, guardedView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** The logout of the mount `/`: 205 to whatever an authenticated client sends; a good refresh token is blacklisted. */
export function silentLogoutView(tokens: TokenRules): View {
  return guardedView({
    name: 'Logout',
    async post(call) {
      const refresh = await sentToken(call)
      if (refresh !== null) await blacklistQuietly(tokens, refresh, call.client)
      return { status: 205 }
    },
  })
}

/** Null for a body that cannot be read or holds no token. */
async function sentToken(call: Call): Promise<string | null> {
  try {
    const token = (await call.readData()).get('refresh_token')
    return typeof token === 'string' ? token : null
  } catch (error) {
    if (error instanceof Refusal || error instanceof SuspiciousRequest) return null
    throw error
  }
}

async function blacklistQuietly(tokens: TokenRules, refresh: string, client: Call['client']): Promise<void> {
  try {
    await tokens.blacklist(refresh, client)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
  }
}
