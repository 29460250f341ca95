import type { SessionSummary } from '@latchkey/contract'
import { Badge, Button } from '@mantine/core'
import { IconDevices } from '@tabler/icons-react'
import { useState } from 'react'
import { Moment } from './moment.tsx'
import classes from './session-item.module.css'

/** One session of a list. Without `onEnd` it is only shown. */
export function SessionItem({ session, onEnd }: { session: SessionSummary; onEnd?: () => Promise<void> }) {
  const [isEnding, setEnding] = useState(false)
  const device = session.device || 'Unknown device'
  async function end(): Promise<void> {
    setEnding(true)
    await onEnd?.()
    setEnding(false)
  }
  return (
    <li className={classes.item}>
      <IconDevices className={classes.icon} size={22} stroke={1.5} aria-hidden="true" />
      <div className={classes.facts}>
        <p className={classes.device}>
          {device}{' '}
          {session.current && (
            <Badge component="span" variant="light">
              This device
            </Badge>
          )}
        </p>
        <p className={classes.detail}>
          {session.ip && <>{session.ip} · </>}last seen <Moment at={new Date(session.lastSeenAt)} />
        </p>
        <p className={classes.detail}>
          Signed in <Moment at={new Date(session.createdAt)} />, ends <Moment at={new Date(session.expiresAt)} />
        </p>
      </div>
      {onEnd && !session.current && (
        <Button variant="default" size="xs" loading={isEnding} onClick={end} aria-label={`End session: ${device}`}>
          End session
        </Button>
      )}
    </li>
  )
}
