import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './filters.module.css'
import type { UserPageState } from './use-user-page.ts'

/** Milliseconds without a key after which the search begins. */
const TYPING_PAUSE = 300

export interface UserFiltersProps {
  state: UserPageState
  onChange: (changed: Partial<UserPageState>, options?: { replace?: boolean }) => void
}

/** What the list is narrowed down to. The search follows the typing. */
export function UserFilters({ state, onChange }: UserFiltersProps) {
  const [typed, setTyped] = useState(state.search)
  const [shown, setShown] = useState(state.search)
  // The address changed otherwise: by going back, for example.
  if (shown !== state.search) {
    setShown(state.search)
    setTyped(state.search)
  }
  const change = useRef(onChange)
  useEffect(() => {
    change.current = onChange
  })
  useEffect(() => {
    if (typed === shown) return
    const timer = setTimeout(() => {
      setShown(typed)
      change.current({ search: typed }, { replace: true })
    }, TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [typed, shown])

  return (
    <search className={classes.filters}>
      <TextInput
        label="Search"
        type="search"
        placeholder="Username, email or name"
        className={classes.wide}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <NativeSelect
        label="Status"
        value={state.active}
        onChange={(event) => onChange({ active: event.currentTarget.value })}
        data={[
          { value: '', label: 'Any' },
          { value: 'yes', label: 'Active' },
          { value: 'no', label: 'Inactive' },
        ]}
      />
      <NativeSelect
        label="Role"
        value={state.staff}
        onChange={(event) => onChange({ staff: event.currentTarget.value })}
        data={[
          { value: '', label: 'Any' },
          { value: 'yes', label: 'Staff' },
          { value: 'no', label: 'Not staff' },
        ]}
      />
    </search>
  )
}
