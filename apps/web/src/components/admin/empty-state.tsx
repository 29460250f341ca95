import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** In place of a list that holds nothing. */
export function EmptyState({ children }: { children: ReactNode }) {
  return (
    <Text c="dimmed" py="lg">
      {children}
    </Text>
  )
}
