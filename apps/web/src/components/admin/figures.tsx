import type { Statistics } from '@latchkey/contract'
import { Paper } from '@mantine/core'
import classes from './figures.module.css'

/** The numbers that one looks for first. */
export function Figures({ statistics }: { statistics: Statistics }) {
  const figures = [
    { name: 'Users', value: statistics.users },
    { name: 'Active sessions', value: statistics.activeSessions },
    { name: 'Logins', value: statistics.logins },
    { name: 'Failed logins', value: statistics.failures },
  ]
  return (
    <Paper component="dl" className={classes.figures}>
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString('en')}</dd>
        </div>
      ))}
    </Paper>
  )
}
