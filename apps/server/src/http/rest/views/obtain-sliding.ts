import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { credentialFields, credentialsIn, ownTokenIn } from './credentials.ts'

/** SimpleJWT's `TokenObtainSlidingView`. */
export function obtainSlidingView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Obtain Sliding',
    description: 'Takes a set of user credentials and returns a sliding JSON web token to\nprove the authentication of those credentials.',
    bearer: 'ignored',
    fields: credentialFields(tokens),
    async post(values, { client }, data) {
      return {
        status: 200,
        data: { token: await tokens.obtainSliding(credentialsIn(values, tokens), { client, ownToken: ownTokenIn(data) }) },
        secret: true,
      }
    },
  })
}
