import { useLatchkey } from '@latchkey/client/react'
import { USERS_PER_PAGE } from '@latchkey/contract'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from 'react-router'
import { EmptyState } from '../../components/admin/empty-state.tsx'
import { Pages } from '../../components/admin/pages.tsx'
import { useUserPage } from '../../components/admin/use-user-page.ts'
import { UserFilters } from '../../components/admin/user-filters.tsx'
import { UserTable } from '../../components/admin/user-table.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Section } from '../../components/section.tsx'

export default function Users() {
  const { state, change, query } = useUserPage()
  const users = useLatchkey().admin.users.list.useQuery(query, { placeholderData: keepPreviousData })
  return (
    <Stack gap="xl">
      <PageHeading title="Users">Everybody who has an account here.</PageHeading>
      <div>
        <Button component={Link} to="/admin/users/new" leftSection={<IconUserPlus size={18} aria-hidden="true" />}>
          Create user
        </Button>
      </div>
      <Section title="Accounts">
        <UserFilters state={state} onChange={change} />
        {users.isPending && <Skeleton height="24rem" />}
        {users.isError && <QueryProblem error={users.error} onRetry={() => void users.refetch()} />}
        {users.isSuccess && (
          <div aria-busy={users.isPlaceholderData}>
            {users.data.users.length === 0 ? (
              <EmptyState>No account matches. Try fewer letters or another filter.</EmptyState>
            ) : (
              <UserTable users={users.data.users} sort={state.sort} descending={state.descending} onSort={change} />
            )}
            <Pages
              page={state.page}
              perPage={USERS_PER_PAGE}
              total={users.data.total}
              of={users.data.total === 1 ? 'user' : 'users'}
              onChange={(page) => change({ page })}
            />
          </div>
        )}
      </Section>
    </Stack>
  )
}
