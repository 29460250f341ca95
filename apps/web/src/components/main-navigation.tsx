import { useSession } from '@latchkey/client/react'
import { NavLink } from 'react-router'
import classes from './main-navigation.module.css'

const PAGES = [
  { to: '/', label: 'Overview' },
  { to: '/profile', label: 'Profile' },
  { to: '/password', label: 'Password' },
  { to: '/sessions', label: 'Sessions' },
] as const

const STAFF_PAGES = [{ to: '/admin', label: 'Admin' }] as const

export function MainNavigation({ className = '' }: { className?: string | undefined }) {
  const session = useSession()
  const pages = session?.account.isStaff ? [...PAGES, ...STAFF_PAGES] : PAGES
  return (
    <nav aria-label="Main" className={className}>
      <ul className={classes.list}>
        {pages.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className={classes['link'] ?? ''}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
