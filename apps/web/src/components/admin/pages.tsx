import { Button } from '@mantine/core'
import classes from './pages.module.css'

export interface PagesProps {
  page: number
  perPage: number
  total: number
  /** What there is a number of, as `users`. */
  of: string
  onChange: (page: number) => void
}

/** Where one is in a long list, and the ways on and back. */
export function Pages({ page, perPage, total, of, onChange }: PagesProps) {
  const last = Math.max(1, Math.ceil(total / perPage))
  return (
    <nav aria-label="Pages" className={classes.pages}>
      <span role="status" className={classes.where}>
        {total.toLocaleString('en')} {of}
        {last > 1 && `, page ${page} of ${last}`}
      </span>
      {last > 1 && (
        <span className={classes.buttons}>
          <Button variant="default" size="xs" disabled={page <= 1} onClick={() => onChange(Math.min(page, last + 1) - 1)}>
            Previous
          </Button>
          <Button variant="default" size="xs" disabled={page >= last} onClick={() => onChange(page + 1)}>
            Next
          </Button>
        </span>
      )}
    </nav>
  )
}
