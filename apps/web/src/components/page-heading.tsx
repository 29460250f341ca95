import { Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import classes from './page-heading.module.css'

export interface PageHeadingProps {
  /** The heading, and the title of the document. */
  title: string
  children?: ReactNode
  /** False where the page puts the focus into its first field. */
  takesFocus?: boolean
}

/** The key that React Router keeps with an entry of the history; the first entry of all has none yet. */
const keyOfEntry = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'key' in state ? String(state.key) : 'default'

/** The location whose heading came last: at first the one that the browser loaded, which leaves the focus where the browser puts it. */
let lastLocation = keyOfEntry(window.history.state)

/** The one h1 of a page. After a change of page it takes the focus, so that the keyboard and screen readers follow. */
export function PageHeading({ title, children, takesFocus = true }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
  useEffect(() => {
    if (takesFocus && lastLocation !== key) heading.current?.focus()
    lastLocation = key
  }, [takesFocus, key])
  return (
    <div>
      <Title ref={heading} order={1} tabIndex={-1} className={classes.title}>
        {title}
      </Title>
      {children && <Text className={classes.lead}>{children}</Text>}
    </div>
  )
}
