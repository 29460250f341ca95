import { useSession } from '@latchkey/client/react'
import { NavLink, Outlet } from 'react-router'
import { PageHeading } from '../page-heading.tsx'
import { TextLink } from '../text-link.tsx'
import classes from './admin-layout.module.css'

const PAGES = [
  { to: '/admin', label: 'Statistics' },
  { to: '/admin/users', label: 'Users' },
  { to: '/admin/audit', label: 'Audit log' },
] as const

/** The frame around staff's pages. It only keeps others from getting lost: the server refuses what they ask. */
export default function AdminLayout() {
  const session = useSession()
  if (!session?.account.isStaff) {
    return (
      <div>
        <PageHeading title="For staff only">Your account has no access to these pages.</PageHeading>
        <TextLink to="/">Go to the start page</TextLink>
      </div>
    )
  }
  return (
    <>
      <nav aria-label="Admin" className={classes.navigation}>
        <ul className={classes.list}>
          {PAGES.map(({ to, label }) => (
            <li key={to}>
              <NavLink to={to} end={to === '/admin'} className={classes['link'] ?? ''}>
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
