import type { AuditEvent, AuditKind } from '@latchkey/contract'

const WORDS: Partial<Record<AuditKind, string>> = {
  'login.succeeded': 'Signed in',
  'login.failed': 'Sign-in failed',
  registration: 'Registered',
  logout: 'Signed out',
  'refresh.reused': 'Spent token used again',
  'session.revoked': 'Session ended',
  'session.ended_others': 'Other sessions ended',
  'session.ended_all': 'Logged out everywhere',
  'limit.reached': 'Limit reached',
}

/** A kind of event, for people. A newer kind is told by its own name. */
export function eventWords(kind: AuditKind): string {
  const text = kind.replace(/[._]/g, ' ')
  return WORDS[kind] ?? text.charAt(0).toUpperCase() + text.slice(1)
}

/** Who did it, for people. */
export function actorWords({ actor, userId }: Pick<AuditEvent, 'actor' | 'userId'>): string {
  const [role, id] = actor.split(':')
  if (role === 'user') return Number(id) === userId ? 'The user' : `User ${id}`
  if (role === 'staff') return `Staff (user ${id})`
  return role === 'operator' ? 'Operator' : 'Not signed in'
}

/** What else the event says, as `fields: email`. */
export const detailWords = ({ details }: Pick<AuditEvent, 'details'>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
