import type { View } from '../drf/view.ts'
import type { RestServices } from '../rest-services.ts'
import { homeView } from '../views/home.ts'
import { obtainPairView } from '../views/obtain-pair.ts'
import { refreshView } from '../views/refresh.ts'
import { silentLogoutView } from '../views/silent-logout.ts'

/** The mount `/`. */
export function rootRoutes({ mounts, greetings }: RestServices): Readonly<Record<string, View>> {
  return {
    '/token/': obtainPairView(mounts.root),
    '/token/refresh/': refreshView(mounts.root),
    '/logout/': silentLogoutView(mounts.root),
    '/home/': homeView(greetings),
  }
}
