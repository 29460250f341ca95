import { Paper, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

/** One subject of a page, on a card of its own, named by its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} className={classes.section}>
      <Title id={id} order={2} className={classes.title}>
        {title}
      </Title>
      {children}
    </Paper>
  )
}
