import { AUDIT_KINDS } from '@latchkey/contract'
import { NativeSelect, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { eventWords } from './event-words.ts'
import classes from './filters.module.css'
import type { AuditFilterState } from './use-audit-filter.ts'

const KINDS = [{ value: '', label: 'Any' }, ...AUDIT_KINDS.map((kind) => ({ value: kind, label: eventWords(kind) }))]

export interface AuditFiltersProps {
  state: AuditFilterState
  onChange: (changed: Partial<AuditFilterState>) => void
}

/** What the log is narrowed down to. A username counts once it is complete: with Enter, or when the field is left. */
export function AuditFilters({ state, onChange }: AuditFiltersProps) {
  const [user, setUser] = useState(state.user)
  const [shown, setShown] = useState(state.user)
  if (shown !== state.user) {
    setShown(state.user)
    setUser(state.user)
  }
  const apply = () => {
    if (user !== state.user) onChange({ user })
  }
  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    apply()
  }
  return (
    <search>
      <form className={classes.filters} onSubmit={onSubmit}>
        <TextInput
          label="Username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={150}
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
          onBlur={apply}
        />
        <NativeSelect label="Event" value={state.kind} onChange={(event) => onChange({ kind: event.currentTarget.value })} data={KINDS} />
        <TextInput label="From" type="date" value={state.from} onChange={(event) => onChange({ from: event.currentTarget.value })} />
        <TextInput label="To" type="date" value={state.to} onChange={(event) => onChange({ to: event.currentTarget.value })} />
      </form>
    </search>
  )
}
