import { useLatchkey } from '@latchkey/client/react'
import type { SessionSummary } from '@latchkey/contract'
import { Button } from '@mantine/core'
import { notify, notifyProblem } from './notices.tsx'
import { problemText } from './problem-text.ts'
import { SessionItem } from './session-item.tsx'
import classes from './session-list.module.css'

/** The places where the account is signed in, this one first. */
export function SessionList({ sessions }: { sessions: readonly SessionSummary[] }) {
  const latchkey = useLatchkey()
  const queries = latchkey.useUtils()
  const revoke = latchkey.sessions.revoke.useMutation()
  const revokeOthers = latchkey.sessions.revokeOthers.useMutation()
  const ordered = sessions.toSorted((one, other) => Number(other.current) - Number(one.current))
  const others = ordered.filter((session) => !session.current)

  async function end(work: () => Promise<string>): Promise<void> {
    try {
      notify(await work())
    } catch (error) {
      notifyProblem(problemText(error))
    }
    await queries.sessions.list.invalidate()
  }

  const endOne = ({ id }: SessionSummary) =>
    end(async () => {
      // Gone at once; if the server refuses, the list that is read anew brings it back.
      void queries.sessions.list.cancel()
      queries.sessions.list.setData(undefined, (known) => known?.filter((listed) => listed.id !== id))
      await revoke.mutateAsync({ id })
      return 'The session has ended.'
    })

  const endOthers = () =>
    end(async () => {
      await revokeOthers.mutateAsync()
      return 'The other sessions have ended.'
    })

  return (
    <>
      <ul className={classes.list}>
        {ordered.map((session) => (
          <SessionItem key={session.id} session={session} onEnd={() => endOne(session)} />
        ))}
      </ul>
      {others.length === 0 && <p className={classes.empty}>You are signed in nowhere else.</p>}
      {others.length > 1 && (
        <Button variant="default" className={classes.all} loading={revokeOthers.isPending} onClick={endOthers}>
          End all other sessions
        </Button>
      )}
    </>
  )
}
