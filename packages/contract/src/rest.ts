import { z } from 'zod'

/**
 * The REST face in schemas: what each route takes and what it answers when all is well, for callers in TypeScript and for tests. They
 * say what is sent on the wire; the rules themselves are Django REST Framework's and SimpleJWT's.
 */

const RestCredentials = z.object({ username: z.string(), password: z.string() })
const RestRefresh = z.object({ refresh: z.string() })
const RestToken = z.object({ token: z.string() })

const Pair = z.strictObject({ refresh: z.string(), access: z.string() })
/** `refresh` is there where the mount rotates refresh tokens. */
const Refreshed = z.strictObject({ access: z.string(), refresh: z.string().optional() })
const Message = z.strictObject({ message: z.string() })
const Response = z.strictObject({ response: z.string() })
const Nothing = z.strictObject({})

const RestRegistration = z.object({ username: z.string(), email: z.string().optional(), password: z.string() })
const Registered = z.strictObject({ id: z.number().int(), username: z.string(), email: z.string() })

const open = <Body extends z.ZodType, Reply extends z.ZodType>(body: Body, reply: Reply, status = 200) =>
  ({ method: 'POST', bearer: false, body, reply, status }) as const
const read = <Reply extends z.ZodType>(reply: Reply) => ({ method: 'GET', bearer: true, reply, status: 200 }) as const

/** Every route of the REST face by method and path. `bearer`: whether it needs an access token. */
export const REST_ROUTES = {
  'POST /token/': open(RestCredentials, Pair),
  'POST /token/refresh/': open(RestRefresh, Refreshed),
  /** 205 without a body, whatever was sent. */
  'POST /logout/': {
    method: 'POST',
    bearer: true,
    body: z.object({ refresh_token: z.string() }).partial(),
    reply: z.literal(''),
    status: 205,
  },
  'GET /home/': read(Message),

  'POST /auth/token/': open(RestCredentials, Pair),
  'POST /auth/token/refresh/': open(RestRefresh, Refreshed),
  'POST /auth/token/verify/': open(RestToken, Nothing),

  'POST /api/register/': open(RestRegistration, Registered, 201),
  'POST /api/token/': open(RestCredentials, Pair),
  'POST /api/login/': open(RestCredentials, Pair),
  'POST /api/token/refresh/': open(RestRefresh, Refreshed),
  'POST /api/token/verify/': open(RestToken, Nothing),
  'POST /api/token/blacklist/': open(RestRefresh, Nothing),
  'POST /api/token/sliding/': open(RestCredentials, RestToken.strict()),
  'POST /api/token/sliding/refresh/': open(RestToken, RestToken.strict()),
  'POST /api/logout/': open(RestRefresh, Message),
  'GET /api/protected/': read(Message),
  'GET /api/protected-endpoint/': read(Message),
  'GET /api/dashboard/': read(Response),
  'POST /api/dashboard/': { method: 'POST', bearer: true, body: z.object({ text: z.string() }), reply: Response, status: 200 },
} as const

export type RestRoute = keyof typeof REST_ROUTES

/** What a refused call is answered with: a sentence, for a token also a code and what each token class found wrong. */
export const RestRefusal = z.strictObject({
  detail: z.string(),
  code: z.string().optional(),
  messages: z.array(z.strictObject({ token_class: z.string(), token_type: z.string(), message: z.string() })).optional(),
})
export type RestRefusal = z.infer<typeof RestRefusal>

/** Messages by field name; `non_field_errors` for the rest. */
export const RestFieldErrors = z.record(z.string(), z.array(z.string()))
export type RestFieldErrors = z.infer<typeof RestFieldErrors>
