import { account } from './account.ts'
import { admin } from './admin/index.ts'
import { auth } from './auth.ts'
import { dashboard } from './dashboard.ts'
import { home } from './home.ts'
import { sessions } from './sessions.ts'
import { router } from './trpc.ts'

/** The typed face: every procedure that Latchkey answers at `/trpc`. */
export const appRouter = router({ auth, account, sessions, dashboard, home, admin })
export type AppRouter = typeof appRouter

export type { AdminService, AuditService, UserService } from './admin-services.ts'
export type { Context, RefreshCookie } from './context.ts'
export type {
  AccountService,
  AuthService,
  ClientInfo,
  GreetingService,
  IssuedTokens,
  Principal,
  SessionService,
} from './services.ts'
export type { AuthErrorData } from './trpc.ts'
