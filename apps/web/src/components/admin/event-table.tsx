import type { AuditEvent } from '@latchkey/contract'
import { Badge } from '@mantine/core'
import { TextLink } from '../text-link.tsx'
import { actorWords, detailWords, eventWords } from './event-words.ts'
import classes from './table.module.css'

const timeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

export interface EventTableProps {
  events: readonly AuditEvent[]
  /** All are about the same account, which need not be named. */
  isOfOne?: boolean
}

/** What happened, newest first. */
export function EventTable({ events, isOfOne = false }: EventTableProps) {
  return (
    <table className={classes.table} aria-label="Events">
      <thead>
        <tr>
          <th scope="col">Event</th>
          {!isOfOne && <th scope="col">Account</th>}
          <th scope="col" className={classes.extra}>
            By
          </th>
          <th scope="col" className={classes.extra}>
            From
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td>
              <div className={classes.words}>
                <span>
                  {eventWords(event.kind)}{' '}
                  {event.outcome === 'failure' && !event.kind.endsWith('failed') && (
                    <Badge component="span" size="sm" variant="light" color="red">
                      Failed
                    </Badge>
                  )}
                </span>
                <time dateTime={event.at} className={classes.detail}>
                  {timeFormat.format(new Date(event.at))}
                </time>
                <span className={classes.detail}>{detailWords(event)}</span>
              </div>
            </td>
            {!isOfOne && (
              <td>
                {event.userId === null ? (
                  '–'
                ) : (
                  <TextLink to={`/admin/users/${event.userId}`}>{event.username ?? `User ${event.userId}`}</TextLink>
                )}
              </td>
            )}
            <td className={classes.extra}>{actorWords(event)}</td>
            <td className={classes.extra}>
              <div className={classes.words}>
                <span>{event.ip ?? '–'}</span>
                <span className={classes.detail}>{event.device}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
