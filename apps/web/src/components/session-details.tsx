import type { Session } from '@latchkey/client'
import { useLatchkeyClient } from '@latchkey/client/react'
import { Button, Code } from '@mantine/core'
import { useState } from 'react'
import { Countdown } from './countdown.tsx'
import { Moment } from './moment.tsx'
import { notify, notifyProblem } from './notices.tsx'
import { problemText } from './problem-text.ts'
import { RenewalList } from './renewal-list.tsx'
import { Section } from './section.tsx'
import classes from './session-details.module.css'

const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf'])
const timeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

function claimText(name: string, value: unknown): string {
  if (TIME_CLAIMS.has(name) && typeof value === 'number') return `${value} (${timeFormat.format(value * 1000)})`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The session of this page as it is now: its end, its renewals and the claims of its access token. */
export function SessionDetails({ session }: { session: Session }) {
  const client = useLatchkeyClient()
  const [isRenewing, setRenewing] = useState(false)

  async function renew(): Promise<void> {
    setRenewing(true)
    try {
      if (await client.session.refresh()) notify('The session is renewed.')
    } catch (error) {
      notifyProblem(problemText(error))
    } finally {
      setRenewing(false)
    }
  }

  return (
    <Section title="This session">
      <dl className={classes.facts}>
        <div>
          <dt>Access token ends in</dt>
          <dd className={classes.large}>
            <Countdown until={session.expiresAt} />
          </dd>
        </div>
        <div>
          <dt>Renewed</dt>
          <dd className={classes.large}>{session.refreshes === 1 ? 'once' : `${session.refreshes} times`}</dd>
        </div>
        <div>
          <dt>Last renewal</dt>
          <dd className={classes.large}>{session.refreshedAt ? <Moment at={session.refreshedAt} /> : 'not yet'}</dd>
        </div>
      </dl>
      <Button variant="default" size="sm" onClick={renew} loading={isRenewing}>
        Renew now
      </Button>
      <h3 className={classes.subtitle}>Renewals</h3>
      <RenewalList />
      <h3 className={classes.subtitle}>Claims of the access token</h3>
      <dl className={classes.claims}>
        {Object.entries(session.claims).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Code className={classes.value}>{claimText(name, value)}</Code>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
