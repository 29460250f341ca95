import { useLogout, useSession } from '@latchkey/client/react'
import { Menu, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import classes from './account-menu.module.css'
import { notify, notifyProblem } from './notices.tsx'
import { initialsOf, PersonAvatar } from './person-avatar.tsx'
import { problemText } from './problem-text.ts'

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const session = useSession()
  const logout = useLogout()
  const navigate = useNavigate()
  if (!session) return null
  const { username, email, profile } = session.account
  const name = profile.fullName || username
  const detail = email || username

  async function signOut(): Promise<void> {
    try {
      await logout.mutateAsync()
      notify('You are signed out.')
      await navigate('/sign-in', { replace: true })
    } catch (error) {
      notifyProblem(`You are still signed in. ${problemText(error)}`)
    }
  }

  return (
    <Menu position="bottom-end" width={240} shadow="md" offset={8} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={`Account menu: ${initialsOf(name)}`}>
          <PersonAvatar username={username} profile={profile} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong className={classes.name}>{name}</strong>
          {detail !== name && <span className={classes.detail}>{detail}</span>}
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUser size={16} aria-hidden="true" />}>
          Your profile
        </Menu.Item>
        <Menu.Item onClick={signOut} disabled={logout.isPending} leftSection={<IconLogout size={16} aria-hidden="true" />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
