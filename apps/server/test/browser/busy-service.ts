import type { AuditKind } from '@latchkey/contract'
import { BLANK_PROFILE } from '../../src/accounts/account.ts'
import { createAccountStore } from '../../src/db/account-store.ts'
import { createAuditStore } from '../../src/db/audit-store.ts'
import type { TestApp } from '../test-app.ts'

const HOUR = 3_600_000
const FIRST = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Kurt', 'Emmy', 'Niklaus']
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Noether']

/** Fills a service with sixty accounts and a month of events, as one that has been used for a while. */
export async function makeBusy({ database }: TestApp): Promise<void> {
  const accounts = createAccountStore(database)
  const audit = createAuditStore(database)
  const now = Date.now()
  const people = Array.from({ length: 60 }, (_, index) => ({ first: FIRST[index % 10] ?? '', last: LAST[index % 8] ?? '', index }))
  await Promise.all(
    people.map(({ first, last, index }) =>
      accounts.create({
        username: `${first}.${last}.${index}`.toLowerCase(),
        email: index % 3 === 0 ? '' : `${first}@example.com`.toLowerCase(),
        firstName: '',
        lastName: '',
        isActive: index % 7 !== 0,
        isStaff: index % 11 === 0,
        isSuperuser: false,
        password: '!',
        dateJoined: new Date(now - index * 9 * HOUR),
        profile: { ...BLANK_PROFILE, fullName: `${first} ${last}` },
      }),
    ),
  )
  const record = (kind: AuditKind, hoursAgo: number) =>
    audit.record({
      kind,
      at: new Date(now - hoursAgo * HOUR),
      actor: kind === 'login.failed' ? 'anonymous' : 'user:5',
      userId: 5,
      username: 'barbara.liskov.4',
      client: { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      outcome: kind === 'login.failed' ? 'failure' : 'success',
    })
  const hours = Array.from({ length: 240 }, (_, index) => 0.1 + index * 3)
  await Promise.all(
    hours.flatMap((hour, index) => [
      ...Array.from({ length: 2 + Math.round(4 + 4 * Math.sin(index / 3)) }, () => record('login.succeeded', hour)),
      ...(index % 4 === 0 ? [record('login.failed', hour)] : []),
      ...(index % 9 === 0 ? [record('registration', hour)] : []),
    ]),
  )
}
