import { useLatchkey, useSession } from '@latchkey/client/react'
import { Skeleton, Stack } from '@mantine/core'
import { DataSection, DeletionSection } from '../components/data-section.tsx'
import { EmailSection } from '../components/email-section.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { ProfileForm } from '../components/profile-form.tsx'
import { QueryProblem } from '../components/query-problem.tsx'

export default function Profile() {
  const session = useSession()
  const profile = useLatchkey().account.profile.useQuery()
  if (!session) return null
  return (
    <Stack gap="xl" maw="40rem">
      <PageHeading title="Profile">How you appear to others.</PageHeading>
      {profile.isPending && <Skeleton height="32rem" radius="lg" />}
      {profile.isError && <QueryProblem error={profile.error} onRetry={() => void profile.refetch()} />}
      {profile.isSuccess && (
        <>
          <ProfileForm account={session.account} profile={profile.data} />
          <EmailSection account={session.account} profile={profile.data} />
          <DataSection username={session.account.username} />
          <DeletionSection username={session.account.username} />
        </>
      )}
    </Stack>
  )
}
