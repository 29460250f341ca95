/** A mail as it is sent: every word of it is there. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A way to send messages. */
export interface Transport {
  /** Resolves once somebody else is responsible for the message. */
  send(message: Message): Promise<void>
  close(): void
}
