import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './centered-layout.module.css'
import { ColorSchemeToggle } from './color-scheme-toggle.tsx'
import { Logo } from './logo.tsx'
import { MAIN_ID, SkipLink } from './skip-link.tsx'

export interface CenteredLayoutProps {
  children: ReactNode
  /** Below the card. */
  footer?: ReactNode
}

/** One card in the middle: for pages of people who are not signed in, and for messages that stand alone. */
export function CenteredLayout({ children, footer }: CenteredLayoutProps) {
  return (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.header}>
        <Logo />
        <ColorSchemeToggle />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={classes.main}>
        <Paper className={classes.card}>{children}</Paper>
        {footer && <div className={classes.footer}>{footer}</div>}
      </main>
    </div>
  )
}
