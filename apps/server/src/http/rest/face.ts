import { AuthError } from '@latchkey/contract'
import { bearerToken } from './bearer-token.ts'
import type { Face } from './drf/dispatch.ts'
import { createNegotiation } from './drf/negotiate.ts'
import { Refusal } from './drf/refusal.ts'
import type { Sender } from './drf/reply.ts'
import type { RestServices, RestSettings } from './rest-services.ts'
import { translateError } from './translate-errors.ts'
import { NOT_AUTHENTICATED, tokenWording } from './wording.ts'

/** What every view needs, from the services and settings of the REST face. */
export function createFace(services: RestServices, settings: RestSettings, send: Sender): Face {
  const { authHeaderName, authHeaderTypes } = settings
  const wording = tokenWording(settings.dialect, settings.refreshExpClaim ?? 'refresh_exp')
  return {
    browsable: settings.browsable,
    challenge: `${authHeaderTypes[0] ?? 'Bearer'} realm="api"`,
    send,
    notAuthenticated: Refusal.detail(401, NOT_AUTHENTICATED),
    negotiate: createNegotiation({ browsable: settings.browsable }),
    async authenticate(request) {
      const header = request.raw.headers[authHeaderName]
      const token = bearerToken(Array.isArray(header) ? header.join(', ') : header, authHeaderTypes)
      return token === null ? null : services.bearer.authenticateBearer(token)
    },
    translate: (error) => (error instanceof AuthError ? translateError(error, wording) : null),
  }
}
