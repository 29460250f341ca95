import { useSyncExternalStore } from 'react'
import { renewalHistory } from '../latchkey.ts'
import classes from './session-details.module.css'

const timeFormat = new Intl.DateTimeFormat('en', { timeStyle: 'medium' })

/** The renewals of the access token since this page was opened, newest first. */
export function RenewalList() {
  const renewals = useSyncExternalStore(renewalHistory.subscribe, renewalHistory.renewals)
  if (renewals.length === 0) return <p className={classes.none}>None since this page was opened.</p>
  return (
    <ol className={classes.renewals} aria-label="Renewals" reversed>
      {renewals.map(({ at, expiresAt }) => (
        <li key={at.getTime()}>
          <time dateTime={at.toISOString()}>{timeFormat.format(at)}</time>
          <span className={classes.until}>good until {timeFormat.format(expiresAt)}</span>
        </li>
      ))}
    </ol>
  )
}
