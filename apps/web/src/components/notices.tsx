import { lazy, Suspense, useSyncExternalStore } from 'react'

// Nobody needs notices to sign in, so their library comes with the first one.
const loadBoard = () => import('./notice-board.tsx')
const NoticeBoard = lazy(loadBoard)

const listeners = new Set<() => void>()
let isNeeded = false

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where {@link notify} and {@link notifyProblem} show their messages. */
export function Notices() {
  const isShown = useSyncExternalStore(subscribe, () => isNeeded)
  return <Suspense>{isShown && <NoticeBoard />}</Suspense>
}

async function show(notice: { title?: string; message: string; color: string }): Promise<void> {
  isNeeded = true
  for (const listener of listeners) listener()
  const { notifications } = await loadBoard()
  notifications.show({ ...notice, withBorder: true, closeButtonProps: { 'aria-label': 'Dismiss' } })
}

/** Tells that something worked. */
export function notify(message: string): void {
  void show({ message, color: 'pine' })
}

/** Tells that something, outside of any form, did not work. */
export function notifyProblem(message: string): void {
  void show({ title: 'That did not work', message, color: 'red' })
}
