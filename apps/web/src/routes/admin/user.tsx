import { errorOf } from '@latchkey/client'
import { useLatchkey, useSession } from '@latchkey/client/react'
import { Alert, Skeleton, Stack } from '@mantine/core'
import { useParams } from 'react-router'
import { RecentEvents } from '../../components/admin/recent-events.tsx'
import { RightsBadges } from '../../components/admin/rights-badges.tsx'
import { UserAccess } from '../../components/admin/user-access.tsx'
import { UserForm } from '../../components/admin/user-form.tsx'
import { UserPasswordForm } from '../../components/admin/user-password-form.tsx'
import { UserSessions } from '../../components/admin/user-sessions.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { TextLink } from '../../components/text-link.tsx'

export default function User() {
  const { id = '' } = useParams()
  const userId = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null
  return userId === null ? <NoSuchUser /> : <UserOf key={userId} id={userId} />
}

function NoSuchUser() {
  return (
    <Stack gap="md">
      <PageHeading title="No such user">The account may have been deleted.</PageHeading>
      <TextLink to="/admin/users">All users</TextLink>
    </Stack>
  )
}

function UserOf({ id }: { id: number }) {
  const session = useSession()
  const user = useLatchkey().admin.users.get.useQuery({ id })
  if (errorOf(user.error).code === 'no_such_user') return <NoSuchUser />
  const mayChange = session?.account.isSuperuser === true || user.data?.isSuperuser === false
  return (
    <Stack gap="xl" maw="48rem">
      <PageHeading title={user.data?.username ?? `User ${id}`}>
        <TextLink to="/admin/users">All users</TextLink>
      </PageHeading>
      {user.isPending && <Skeleton height="32rem" radius="lg" />}
      {user.isError && <QueryProblem error={user.error} onRetry={() => void user.refetch()} />}
      {user.isSuccess && (
        <>
          <RightsBadges user={user.data} />
          {mayChange ? (
            <>
              <UserForm user={user.data} />
              <UserAccess user={user.data} />
              {session?.account.id !== id && <UserPasswordForm user={user.data} />}
            </>
          ) : (
            <Alert variant="light">Only a superuser may change this account.</Alert>
          )}
          <UserSessions sessions={user.data.sessions} />
          <RecentEvents userId={id} username={user.data.username} />
        </>
      )}
    </Stack>
  )
}
