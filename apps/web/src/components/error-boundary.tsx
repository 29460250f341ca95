import { Button, Stack } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { CenteredLayout } from './centered-layout.tsx'
import { PageHeading } from './page-heading.tsx'

/** Stands in for pages that failed to load or to draw; a new version of the pages is a common reason. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <CenteredLayout>
        <Stack gap="lg">
          <PageHeading title="Something went wrong">This page could not be shown. Loading it again usually helps.</PageHeading>
          <Button onClick={() => window.location.reload()}>Load again</Button>
        </Stack>
      </CenteredLayout>
    )
  }
}
