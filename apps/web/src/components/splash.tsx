import { Loader } from '@mantine/core'
import classes from './splash.module.css'

/** A quiet sign of waiting, which appears only when the wait is long enough to be felt. */
export function Splash() {
  return (
    <div role="status" aria-label="Loading" className={classes.splash}>
      <Loader size="sm" aria-hidden="true" />
    </div>
  )
}
