import type { View } from '../drf/view.ts'
import type { RestServices } from '../rest-services.ts'
import { obtainPairView } from '../views/obtain-pair.ts'
import { refreshView } from '../views/refresh.ts'
import { verifyView } from '../views/verify.ts'

/** The mount `/auth/`. */
export function authRoutes({ mounts }: RestServices): Readonly<Record<string, View>> {
  return {
    '/auth/token/': obtainPairView(mounts.auth),
    '/auth/token/refresh/': refreshView(mounts.auth),
    '/auth/token/verify/': verifyView(mounts.auth),
  }
}
