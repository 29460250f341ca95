import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { credentialFields, credentialsIn, ownTokenIn } from './credentials.ts'

/** As `TokenObtainPairView`, with the access token printed first. */
export function loginView(tokens: TokenRules): View {
  return serializerView({
    name: 'Login',
    bearer: 'ignored',
    fields: credentialFields(tokens),
    async post(values, { client }, data) {
      const { access, refresh } = await tokens.obtainPair(credentialsIn(values, tokens), {
        client,
        ownToken: ownTokenIn(data),
        profileClaims: false,
      })
      return { status: 200, data: { access, refresh }, secret: true }
    },
  })
}
