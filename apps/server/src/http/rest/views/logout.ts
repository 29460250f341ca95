import { text } from '../drf/fields/text.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** As `TokenBlacklistView`, with a friendlier answer. */
export function logoutView(tokens: TokenRules): View {
  return serializerView({
    name: 'Logout',
    bearer: 'ignored',
    fields: [text('refresh')],
    async post({ refresh }, { client }) {
      await tokens.blacklist(refresh, client)
      return { status: 200, data: { message: 'Logged out successfully' } }
    },
  })
}
