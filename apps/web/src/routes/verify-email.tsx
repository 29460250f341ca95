import { errorOf } from '@latchkey/client'
import { useLatchkey, useLatchkeyClient } from '@latchkey/client/react'
import { Button, Stack } from '@mantine/core'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { FormProblem } from '../components/form-problem.tsx'
import { MessagePage } from '../components/message-page.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { problemText } from '../components/problem-text.ts'
import { useLinkToken } from '../components/use-link-token.ts'

/** Waits for a press of the button: programs that look into mails follow links, too. */
export default function VerifyEmail() {
  const token = useLinkToken()
  const { session } = useLatchkeyClient()
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const verify = latchkey.account.verifyEmail.useMutation({
    onSuccess: async () => {
      await queries.account.invalidate()
      await session.reload().catch(() => undefined)
    },
  })
  if (verify.isSuccess) {
    return (
      <MessagePage title="Your email address is verified" link={{ to: '/', text: 'Go on' }}>
        We know now that {verify.data.email} belongs to you.
      </MessagePage>
    )
  }
  if (token === null || errorOf(verify.error).code === 'one_time_token_not_valid') {
    return (
      <MessagePage title="This link is no longer valid" link={{ to: '/profile', text: 'Ask for a new link on your profile' }}>
        It may be too old, or used already.
      </MessagePage>
    )
  }
  return (
    <CenteredLayout>
      <Stack gap="lg">
        <PageHeading title="Verify your email address">One press, and we know that the address is yours.</PageHeading>
        <FormProblem problem={verify.isError ? problemText(verify.error) : null} />
        <Button size="md" loading={verify.isPending} onClick={() => verify.mutate({ token })}>
          Verify address
        </Button>
      </Stack>
    </CenteredLayout>
  )
}
