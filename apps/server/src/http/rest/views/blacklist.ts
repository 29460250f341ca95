import { text } from '../drf/fields/text.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** SimpleJWT's `TokenBlacklistView`. */
export function blacklistView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Blacklist',
    description: 'Takes a token and blacklists it. Must be used with the\n`rest_framework_simplejwt.token_blacklist` app installed.',
    bearer: 'ignored',
    fields: [text('refresh')],
    async post({ refresh }, { client }) {
      await tokens.blacklist(refresh, client)
      return { status: 200, data: {} }
    },
  })
}
