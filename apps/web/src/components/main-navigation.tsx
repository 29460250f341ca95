import { NavLink } from 'react-router'
import classes from './main-navigation.module.css'

const PAGES = [
  { to: '/', label: 'Overview' },
  { to: '/profile', label: 'Profile' },
  { to: '/password', label: 'Password' },
  { to: '/sessions', label: 'Sessions' },
] as const

export function MainNavigation({ className = '' }: { className?: string | undefined }) {
  return (
    <nav aria-label="Main" className={className}>
      <ul className={classes.list}>
        {PAGES.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end className={classes['link'] ?? ''}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
