import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { CenteredLayout } from './centered-layout.tsx'
import { PageHeading } from './page-heading.tsx'
import { TextLink } from './text-link.tsx'

export interface MessagePageProps {
  title: string
  /** Where to go from here. */
  link: { to: string; text: string }
  children: ReactNode
}

/** A page that has one thing to say, and the way on. */
export function MessagePage({ title, link, children }: MessagePageProps) {
  return (
    <CenteredLayout>
      <Stack gap="lg">
        <PageHeading key={title} title={title}>
          {children}
        </PageHeading>
        <TextLink to={link.to}>{link.text}</TextLink>
      </Stack>
    </CenteredLayout>
  )
}
