import { text } from '../drf/fields/text.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** SimpleJWT's `TokenRefreshSlidingView`. */
export function refreshSlidingView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Refresh Sliding',
    description: "Takes a sliding JSON web token and returns a new, refreshed version if the\ntoken's refresh period has not expired.",
    bearer: 'ignored',
    fields: [text('token')],
    async post({ token }) {
      return { status: 200, data: { token: await tokens.refreshSliding(token) }, secret: true }
    },
  })
}
