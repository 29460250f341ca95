import type { SessionFacts } from './session.ts'

/** What tabs tell each other. The refresh token is never part of it. */
export type TabMessage =
  | { readonly kind: 'held'; readonly facts: SessionFacts }
  /** `at`: milliseconds since 1970, local. */
  | { readonly kind: 'ended'; readonly at: number }

export interface TabChannel {
  post(message: TabMessage): void
  close(): void
}

const SILENT: TabChannel = { post: () => undefined, close: () => undefined }

function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false
  if (data.kind === 'ended') return 'at' in data && typeof data.at === 'number'
  if (data.kind !== 'held' || !('facts' in data)) return false
  const { facts } = data
  return typeof facts === 'object' && facts !== null && 'access' in facts && 'account' in facts && 'expiresAt' in facts
}

/** Joins the tabs of this origin that use the same name. Null, or a platform without channels: a channel that says nothing. */
export function openTabChannel(name: string | null, onMessage: (message: TabMessage) => void): TabChannel {
  if (name === null || typeof BroadcastChannel === 'undefined') return SILENT
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    // Another tab may still run another version of this page.
    if (isTabMessage(data)) onMessage(data)
  }
  // In Node, an open channel would keep the process alive.
  if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
  let isOpen = true
  return {
    post: (message) => {
      if (isOpen) channel.postMessage(message)
    },
    close: () => {
      isOpen = false
      channel.close()
    },
  }
}
