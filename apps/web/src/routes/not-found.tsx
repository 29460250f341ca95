import { Button, Stack } from '@mantine/core'
import { Link } from 'react-router'
import { CenteredLayout } from '../components/centered-layout.tsx'
import { PageHeading } from '../components/page-heading.tsx'

export function NotFound() {
  return (
    <CenteredLayout>
      <Stack gap="lg">
        <PageHeading title="Page not found">There is nothing at this address. It may have moved, or the link may be mistyped.</PageHeading>
        <Button component={Link} to="/">
          Go to the start page
        </Button>
      </Stack>
    </CenteredLayout>
  )
}
