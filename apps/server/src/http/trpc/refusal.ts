import type { AuthErrorData } from '@latchkey/contract/router'

/** What Fastify refuses before tRPC sees it, in tRPC's words. JSON-RPC's numbers are those that tRPC gives to these names. */
const REFUSALS = new Map([
  [400, { code: 'BAD_REQUEST', number: -32600, message: 'The request cannot be read.' }],
  [405, { code: 'METHOD_NOT_SUPPORTED', number: -32005, message: 'Queries are asked by GET, mutations by POST.' }],
  [413, { code: 'PAYLOAD_TOO_LARGE', number: -32013, message: 'The request is too large.' }],
  [415, { code: 'UNSUPPORTED_MEDIA_TYPE', number: -32015, message: 'Only application/json is taken.' }],
])
const FAILURE = { code: 'INTERNAL_SERVER_ERROR', number: -32603, message: 'Internal server error' }

/** The status and the body of tRPC's form for an error that no procedure raised. Nothing of the error itself is told. */
export function refusalOf(error: unknown, requestId: string): { status: number; body: unknown } {
  const said = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : Number.NaN
  // Node's own Request refuses TRACE by a TypeError.
  const status = Number.isNaN(said) && error instanceof TypeError ? 405 : said
  const refusal = REFUSALS.get(status)
  const { code, number, message } = refusal ?? FAILURE
  const httpStatus = refusal ? status : 500
  const nothing: AuthErrorData = { error: null, reason: null, fields: null, retryAfter: null, requestId }
  return { status: httpStatus, body: { error: { message, code: number, data: { code, httpStatus, ...nothing } } } }
}
