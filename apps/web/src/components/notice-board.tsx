import { Notifications } from '@mantine/notifications'

// Loaded with the first notice.
export { notifications } from '@mantine/notifications'

export default function NoticeBoard() {
  return <Notifications position="bottom-right" />
}
