import classes from './skip-link.module.css'

export const MAIN_ID = 'main'

/** The first stop of the keyboard: past the navigation, to the page itself. */
export function SkipLink() {
  return (
    <a className={classes.link} href={`#${MAIN_ID}`}>
      Skip to content
    </a>
  )
}
