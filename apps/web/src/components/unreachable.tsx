import { useLatchkeyClient } from '@latchkey/client/react'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { CenteredLayout } from './centered-layout.tsx'
import { PageHeading } from './page-heading.tsx'

/** Shown while the server cannot say whether somebody is signed in. */
export function Unreachable() {
  const { session } = useLatchkeyClient()
  const [isTrying, setTrying] = useState(false)
  async function tryAgain(): Promise<void> {
    setTrying(true)
    // The page changes with the session's status; a failure leaves it as it is.
    await session.restore().catch(() => undefined)
    setTrying(false)
  }
  return (
    <CenteredLayout>
      <Stack gap="lg">
        <PageHeading title="No connection">The server cannot be reached right now. These pages keep trying by themselves.</PageHeading>
        <Button onClick={tryAgain} loading={isTrying}>
          Try again
        </Button>
      </Stack>
    </CenteredLayout>
  )
}
