import type { User } from '@latchkey/contract'
import { Badge } from '@mantine/core'
import classes from './rights-badges.module.css'

/** What is special about an account; nothing for an active one without rights. */
export function RightsBadges({ user }: { user: Pick<User, 'isActive' | 'isStaff' | 'isSuperuser'> }) {
  return (
    <span className={classes.badges}>
      {!user.isActive && (
        <Badge component="span" variant="light" color="red">
          Inactive
        </Badge>
      )}
      {user.isSuperuser && (
        <Badge component="span" variant="light">
          Superuser
        </Badge>
      )}
      {user.isStaff && !user.isSuperuser && (
        <Badge component="span" variant="light">
          Staff
        </Badge>
      )}
    </span>
  )
}
