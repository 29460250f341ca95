/** How mail leaves. An SMTP address may hold a password: it must not be logged. */
export type MailWay =
  | { readonly kind: 'smtp'; readonly url: string }
  | { readonly kind: 'maildir'; readonly path: string }
  | { readonly kind: 'console' }
