import type { Limit } from '../limits/limit.ts'
import { duration, type Reader } from './readers.ts'
import { setting } from './setting.ts'

/** `10/15m`: so many attempts in such a time; `off` for no limit. */
const limit: Reader<Limit | null> = (value) => {
  const said = String(value).trim()
  if (said.toLowerCase() === 'off') return null
  const [attempts = '', window = '', ...rest] = said.split('/')
  const seconds = secondsIn(window.trim())
  if (!/^[1-9]\d{0,5}$/.test(attempts.trim()) || rest.length > 0 || seconds < 1) throw new Error('must be like 10/15m, or off')
  return { attempts: Number(attempts), window: seconds }
}

/** 0 for what is no time. */
function secondsIn(window: string): number {
  try {
    return Math.floor(duration(window))
  } catch {
    return 0
  }
}

const limited = (name: string, standard: string, about: string) =>
  setting(name, limit, { standard: limit(standard), standardText: `\`${standard}\``, about })

/** How often what may be tried; a number of attempts and the time in which as many come back. */
export const LIMIT_SETTINGS = {
  limitLoginAccount: limited(
    'LATCHKEY_LIMIT_LOGIN_ACCOUNT',
    '10/15m',
    'wrong passwords for one account, existing or not, and from its own devices',
  ),
  limitLoginAddress: limited('LATCHKEY_LIMIT_LOGIN_ADDRESS', '100/10m', 'wrong passwords from one client address (IPv6: from one /64)'),
  limitRegistration: limited('LATCHKEY_LIMIT_REGISTRATION', '20/1h', 'new accounts from one client address'),
  limitMailAccount: limited('LATCHKEY_LIMIT_MAIL_ACCOUNT', '5/1h', 'mails that may be asked for about one account or address'),
  limitMailAddress: limited('LATCHKEY_LIMIT_MAIL_ADDRESS', '20/1h', 'mails that may be asked for from one client address'),
} as const
