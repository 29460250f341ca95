import { loadKeys, mintAccess, mintRefresh, type TokenSettings } from '@latchkey/tokens'

/** What a Django beside the service would sign with. */
export const SIGNING_KEY = 'the key that a Django beside this service signs with, too'

const SETTINGS: Omit<TokenSettings, 'keys'> = {
  issuer: null,
  audience: null,
  leeway: 0,
  accessLifetime: 300,
  refreshLifetime: 86_400,
  slidingLifetime: 300,
  slidingRefreshLifetime: 86_400,
  tokenTypeClaim: 'token_type',
  jtiClaim: 'jti',
  userIdClaim: 'user_id',
  slidingRefreshExpClaim: 'refresh_exp',
  dialect: '5.2',
}

/** A pair of tokens that nobody here has recorded, as a Django without the blacklist app issues them. */
export function mintedPair(userId: number | string, now = new Date(), key = SIGNING_KEY): { access: string; refresh: string } {
  const settings = { ...SETTINGS, keys: loadKeys({ algorithm: 'HS256', signingKey: key }) }
  const refresh = mintRefresh(settings, { userId, now })
  return { access: mintAccess(settings, refresh.claims, now).token, refresh: refresh.token }
}
