import type { SessionSummary } from '@latchkey/contract'
import { Section } from '../section.tsx'
import { SessionItem } from '../session-item.tsx'
import listClasses from '../session-list.module.css'
import { EmptyState } from './empty-state.tsx'

/** Where an account is signed in. */
export function UserSessions({ sessions }: { sessions: readonly SessionSummary[] }) {
  return (
    <Section title="Sessions">
      {sessions.length === 0 ? (
        <EmptyState>Signed in nowhere.</EmptyState>
      ) : (
        <ul className={listClasses.list}>
          {sessions.map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Section>
  )
}
