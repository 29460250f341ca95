import type { DoctorEnvironment } from '../environment.ts'
import { ok, type Statement, warning } from '../finding.ts'

/** What stands between a stranger and a weak password. */
export function checkRegistration({ registration }: Pick<DoctorEnvironment, 'registration'>): Statement[] {
  if (registration.validatesPasswords) return [ok('/api/register/ checks new passwords as Django does.')]
  return [
    warning('/api/register/ takes any password, however short or common.', {
      detail: 'That is what Django REST views do which call no validators.',
      mend: 'Set LATCHKEY_PASSWORD_VALIDATORS=django, unless clients rely on it.',
    }),
  ]
}
