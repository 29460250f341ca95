/**
 * A browser that sends this header with `COOKIE_MODE_VALUE` keeps its refresh token in an `HttpOnly` cookie. No page of another
 * site can send it without a CORS preflight, so it is also the proof that the call was made by our own script.
 */
export const COOKIE_MODE_HEADER = 'x-latchkey-session'
export const COOKIE_MODE_VALUE = 'cookie'
