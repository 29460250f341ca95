import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { credentialFields, credentialsIn, ownTokenIn } from './credentials.ts'

/** SimpleJWT's `TokenObtainPairView`. */
export function obtainPairView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Obtain Pair',
    description:
      'Takes a set of user credentials and returns an access and refresh JSON web\ntoken pair to prove the authentication of those credentials.',
    bearer: 'ignored',
    fields: credentialFields(tokens),
    async post(values, { client }, data) {
      const { refresh, access } = await tokens.obtainPair(credentialsIn(values, tokens), {
        client,
        ownToken: ownTokenIn(data),
        profileClaims: false,
      })
      return { status: 200, data: { refresh, access }, secret: true }
    },
  })
}
