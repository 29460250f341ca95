import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { CREDENTIALS } from './credentials.ts'

/** As `TokenObtainPairView`, with the access token printed first. */
export function loginView(tokens: TokenRules): View {
  return serializerView({
    name: 'Login',
    bearer: 'ignored',
    fields: CREDENTIALS,
    async post(credentials, { client }) {
      const { access, refresh } = await tokens.obtainPair(credentials, { client, profileClaims: false })
      return { status: 200, data: { access, refresh }, secret: true }
    },
  })
}
