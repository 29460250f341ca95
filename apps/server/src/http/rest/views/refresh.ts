import { readOnly, text } from '../drf/fields/text.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { TokenRules } from '../rest-services.ts'

/** SimpleJWT's `TokenRefreshView`; whether it rotates is the mount's affair. */
export function refreshView(tokens: TokenRules): View {
  return serializerView({
    name: 'Token Refresh',
    description: 'Takes a refresh type JSON web token and returns an access type JSON web\ntoken if the refresh token is valid.',
    bearer: 'ignored',
    fields: [text('refresh'), readOnly('access', { type: 'string', label: 'Access' })],
    async post(values, { client }) {
      const { access, refresh } = await tokens.refresh(values.refresh, client)
      return { status: 200, data: refresh === null ? { access } : { access, refresh }, secret: true }
    },
  })
}
