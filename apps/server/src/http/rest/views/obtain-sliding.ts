import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'
import { CREDENTIALS } from './credentials.ts'

/** SimpleJWT's `TokenObtainSlidingView`. */
export function obtainSlidingView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Obtain Sliding',
    description: 'Takes a set of user credentials and returns a sliding JSON web token to\nprove the authentication of those credentials.',
    bearer: 'ignored',
    fields: CREDENTIALS,
    async post(credentials, { client }) {
      return { status: 200, data: { token: await tokens.obtainSliding(credentials, client) }, secret: true }
    },
  })
}
