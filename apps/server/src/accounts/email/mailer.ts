import type { LINK_PAGES } from '@latchkey/contract'

/** Every mail that Latchkey sends; each has a template of that name. */
export const MAIL_KINDS = [
  'password-reset',
  'password-changed',
  'email-verification',
  'email-change',
  'email-change-requested',
  'email-changed',
] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export interface MailLink {
  readonly page: keyof typeof LINK_PAGES
  readonly token: string
  /** Seconds. */
  readonly lifetime: number
}

/** What a mail says and to whom. Whoever sends it makes the words of it. */
export interface Mail {
  readonly kind: MailKind
  /** An address that is stored with the account, or that its owner has given for it: never one that a stranger typed. */
  readonly to: string
  readonly userId: number
  readonly username: string
  readonly link?: MailLink
  /** The address that the account is going to have, or has now. */
  readonly newEmail?: string
}

/** Sends mail behind the caller's back. */
export interface Mailer {
  /** Returns at once. `compose` runs when the caller has been answered, and what it resolves to is sent, several times if need be. */
  post(compose: () => Promise<readonly Mail[]>): void
}
