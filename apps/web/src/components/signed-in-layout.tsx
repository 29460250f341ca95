import { Link, Outlet } from 'react-router'
import { AccountMenu } from './account-menu.tsx'
import { ColorSchemeToggle } from './color-scheme-toggle.tsx'
import { Logo } from './logo.tsx'
import { MainNavigation } from './main-navigation.tsx'
import classes from './signed-in-layout.module.css'
import { MAIN_ID, SkipLink } from './skip-link.tsx'

/** The frame around every page of the signed-in account. */
export default function SignedInLayout() {
  return (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to="/" className={classes.home} aria-label="Latchkey, start page">
            <Logo />
          </Link>
          <MainNavigation className={classes.navigation} />
          <div className={classes.tools}>
            <ColorSchemeToggle />
            <AccountMenu />
          </div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  )
}
