import { guardedView, type View } from '../drf/view.ts'
import type { Greetings } from '../rest-services.ts'

/** The greeting of the mount `/`. */
export function homeView(greetings: Greetings): View {
  return guardedView({ name: 'Home', get: () => ({ status: 200, data: { message: greetings.home() } }) })
}
