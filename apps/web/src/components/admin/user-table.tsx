import type { User, UserSort } from '@latchkey/contract'
import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Moment } from '../moment.tsx'
import { PersonAvatar } from '../person-avatar.tsx'
import { TextLink } from '../text-link.tsx'
import { RightsBadges } from './rights-badges.tsx'
import classes from './table.module.css'

const COLUMNS = [
  { sort: 'username', label: 'User', className: undefined },
  { sort: null, label: 'Status', className: classes['extra'] },
  { sort: 'dateJoined', label: 'Joined', className: classes['extra'] },
  { sort: 'lastLogin', label: 'Last sign-in', className: classes['extra'] },
] as const

export interface UserTableProps {
  users: readonly User[]
  sort: UserSort
  descending: boolean
  onSort: (order: { sort: UserSort; descending: boolean }) => void
}

const isSpecial = ({ isActive, isStaff, isSuperuser }: User): boolean => !isActive || isStaff || isSuperuser

/** One line for each account; the headings sort. In a narrow window, what is special stands below the name. */
export function UserTable({ users, sort, descending, onSort }: UserTableProps) {
  const Arrow = descending ? IconChevronDown : IconChevronUp
  return (
    <table className={classes.table} aria-label="Users">
      <thead>
        <tr>
          {COLUMNS.map((column) => {
            const isSorted = column.sort === sort
            const direction = descending ? 'descending' : 'ascending'
            return (
              <th key={column.label} scope="col" className={column.className} aria-sort={isSorted ? direction : undefined}>
                {column.sort === null ? (
                  column.label
                ) : (
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() => onSort({ sort: column.sort, descending: isSorted && !descending })}
                  >
                    {column.label}
                    {isSorted && <Arrow size={14} aria-hidden="true" />}
                  </UnstyledButton>
                )}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <td>
              <div className={classes.person}>
                <PersonAvatar username={user.username} profile={{ fullName: user.fullName, image: '' }} size={36} />
                <div className={classes.words}>
                  <TextLink to={`/admin/users/${user.id}`}>{user.username}</TextLink>
                  <span className={classes.detail}>{user.fullName}</span>
                  <span className={classes.detail}>{user.email}</span>
                  {isSpecial(user) && (
                    <span className={classes.narrow}>
                      <RightsBadges user={user} />
                    </span>
                  )}
                </div>
              </div>
            </td>
            <td className={classes.extra}>
              {isSpecial(user) ? <RightsBadges user={user} /> : <span className={classes.detail}>Active</span>}
            </td>
            <td className={classes.extra}>
              <Moment at={new Date(user.dateJoined)} />
            </td>
            <td className={classes.extra}>{user.lastLogin === null ? '–' : <Moment at={new Date(user.lastLogin)} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
