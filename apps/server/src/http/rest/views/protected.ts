import { guardedView, type View } from '../drf/view.ts'
import type { Greetings } from '../rest-services.ts'

/** Greets the bearer by name. */
export function protectedView(greetings: Greetings): View {
  return guardedView({
    name: 'Protected',
    get: ({ principal }) => ({ status: 200, data: { message: greetings.protectedFor(principal.username) } }),
  })
}

/** Greets any bearer. */
export function protectedEndpointView(greetings: Greetings): View {
  return guardedView({ name: 'Protected Endpoint', get: () => ({ status: 200, data: { message: greetings.protectedEndpoint() } }) })
}
