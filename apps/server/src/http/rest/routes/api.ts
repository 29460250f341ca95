import type { View } from '../drf/view.ts'
import type { RestServices, RestSettings } from '../rest-services.ts'
import { blacklistView } from '../views/blacklist.ts'
import { dashboardView } from '../views/dashboard.ts'
import { loginView } from '../views/login.ts'
import { logoutView } from '../views/logout.ts'
import { obtainProfilePairView } from '../views/obtain-profile-pair.ts'
import { obtainSlidingView } from '../views/obtain-sliding.ts'
import { protectedEndpointView, protectedView } from '../views/protected.ts'
import { refreshView } from '../views/refresh.ts'
import { refreshSlidingView } from '../views/refresh-sliding.ts'
import { registerView } from '../views/register.ts'
import { verifyView } from '../views/verify.ts'

/** The mount `/api/`. */
export function apiRoutes(services: RestServices, settings: RestSettings): Readonly<Record<string, View>> {
  const { greetings, registration } = services
  const tokens = services.mounts.api
  return {
    '/api/register/': registerView(registration, { uniqueEmail: settings.registerUniqueEmail, form: settings.registration }),
    '/api/token/': obtainProfilePairView(tokens),
    '/api/login/': loginView(tokens),
    '/api/token/refresh/': refreshView(tokens),
    '/api/token/verify/': verifyView(tokens),
    '/api/token/blacklist/': blacklistView(tokens),
    '/api/token/sliding/': obtainSlidingView(tokens),
    '/api/token/sliding/refresh/': refreshSlidingView(tokens),
    '/api/logout/': logoutView(tokens),
    '/api/protected/': protectedView(greetings),
    '/api/protected-endpoint/': protectedEndpointView(greetings),
    '/api/dashboard/': dashboardView(greetings, { formOnly: settings.dashboardForm }),
  }
}
