import { AuthError } from '@latchkey/contract'
import { BearerRefused } from '../../sessions/bearer-refused.ts'
import type { RestServices, RestSettings, TokenRules } from './rest-services.ts'

/** For tests of the door alone: its rules do what the token in their hands says. */
export const SETTINGS: RestSettings = {
  dialect: '5.2',
  browsable: true,
  appendSlash: true,
  allowedHosts: ['*'],
  corsOrigins: [],
  authHeaderTypes: ['Bearer'],
  authHeaderName: 'authorization',
  registerUniqueEmail: false,
  registration: null,
  dashboardForm: false,
}
export const BEARER = { authorization: 'Bearer good' }
const ADA = { userId: 1, username: 'ada', isStaff: false, sessionId: null }

/** The token `good` is good for everything; `busy` and `broken` make the rules fail. */
const judge = async (token: string): Promise<void> => {
  if (token === 'busy') throw new AuthError('too_busy', { retryAfter: 3 })
  if (token === 'broken') throw new Error('the disk is full of secrets')
  if (token !== 'good') throw new AuthError('token_not_valid', { reason: token === 'spent' ? 'blacklisted' : 'invalid' })
}

const tokenRules: TokenRules = {
  loginField: 'username',
  obtainPair: async () => ({ refresh: 'R', access: 'A' }),
  obtainSliding: async () => 'S',
  refresh: async (token) => judge(token).then(() => ({ access: 'A', refresh: 'R' })),
  refreshSliding: async (token) => judge(token).then(() => 'S'),
  verify: judge,
  blacklist: judge,
}

export const services: RestServices = {
  mounts: { root: tokenRules, auth: tokenRules, api: tokenRules },
  bearer: {
    async authenticateBearer(token) {
      if (token !== 'good') throw new BearerRefused([{ tokenClass: 'AccessToken', reason: 'invalid' }])
      return ADA
    },
  },
  registration: {
    loginField: 'username',
    register: async ({ username, email }) => ({ id: 7, username, email }),
    usernameTaken: async (username) => username === 'taken',
    emailTaken: async () => false,
  },
  greetings: {
    home: () => 'home',
    protectedEndpoint: () => 'endpoint',
    protectedFor: (username) => `hello ${username}`,
    dashboardRead: ({ username }) => `read by ${username}`,
    dashboardPost: (_principal, text) => `text is ${text}`,
  },
}
