import { useLatchkey, useSession } from '@latchkey/client/react'
import type { UserDetails } from '@latchkey/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { notify, notifyProblem } from '../notices.tsx'
import { problemText } from '../problem-text.ts'
import { Section } from '../section.tsx'

/** Whether the account may sign in, and the way to end what it is signed in to. */
export function UserAccess({ user }: { user: UserDetails }) {
  const me = useSession()?.account
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const setActive = latchkey.admin.users.setActive.useMutation()
  const revoke = latchkey.admin.users.revokeSessions.useMutation()
  const isSelf = me?.id === user.id

  async function act(work: () => Promise<string>): Promise<void> {
    try {
      notify(await work())
    } catch (error) {
      notifyProblem(problemText(error))
    }
    await Promise.all([queries.admin.users.invalidate(), queries.admin.audit.invalidate()])
  }

  const changeActive = () =>
    act(async () => {
      const changed = await setActive.mutateAsync({ id: user.id, isActive: !user.isActive })
      queries.admin.users.get.setData({ id: user.id }, changed)
      return changed.isActive ? `${user.username} can sign in again.` : `${user.username} is deactivated and signed out everywhere.`
    })

  const logOut = () =>
    act(async () => {
      await revoke.mutateAsync({ id: user.id })
      return `${user.username} is signed out everywhere.`
    })

  return (
    <Section title="Access">
      <Stack gap="md">
        <Text>
          {user.isActive
            ? 'This account is active. A deactivated account cannot sign in, and its sessions end at once.'
            : 'This account is deactivated: nobody can sign in to it.'}
        </Text>
        <Group gap="sm">
          <Button
            variant="default"
            onClick={changeActive}
            loading={setActive.isPending}
            disabled={isSelf}
            {...(user.isActive ? { c: 'var(--mantine-color-error)' } : {})}
          >
            {user.isActive ? 'Deactivate' : 'Activate'}
          </Button>
          <Button variant="default" onClick={logOut} loading={revoke.isPending}>
            Log out everywhere
          </Button>
        </Group>
        {isSelf && (
          <Text size="sm" c="dimmed">
            This is your own account: you cannot deactivate it, and logging out everywhere ends this session too.
          </Text>
        )}
      </Stack>
    </Section>
  )
}
