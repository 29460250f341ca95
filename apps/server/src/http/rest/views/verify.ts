import { AuthError } from '@latchkey/contract'
import { text } from '../drf/fields/text.ts'
import { Refusal } from '../drf/refusal.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** SimpleJWT's `TokenVerifyView`. */
export function verifyView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Verify',
    description:
      "Takes a token and indicates if it is valid.  This view provides no\ninformation about a token's fitness for a particular use.",
    bearer: 'ignored',
    fields: [text('token')],
    async post({ token }) {
      try {
        await tokens.verify(token)
      } catch (error) {
        throw isBlacklisted(error) ? BLACKLISTED : error
      }
      return { status: 200, data: {} }
    },
  })
}

// This one is a validation error of SimpleJWT's serializer, where every other view says 401.
const BLACKLISTED = new Refusal(400, { non_field_errors: ['Token is blacklisted'] })

function isBlacklisted(error: unknown): boolean {
  return error instanceof AuthError && error.code === 'token_not_valid' && error.reason === 'blacklisted'
}
