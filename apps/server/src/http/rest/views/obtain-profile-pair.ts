import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { credentialFields, credentialsIn, ownTokenIn } from './credentials.ts'

/** As `TokenObtainPairView`, with the profile inside the tokens. */
export function obtainProfilePairView(tokens: TokenRules): View {
  return serializerView({
    name: 'My Token Obtain Pair',
    bearer: 'ignored',
    fields: credentialFields(tokens),
    async post(values, { client }, data) {
      const { refresh, access } = await tokens.obtainPair(credentialsIn(values, tokens), {
        client,
        ownToken: ownTokenIn(data),
        profileClaims: true,
      })
      return { status: 200, data: { refresh, access }, secret: true }
    },
  })
}
