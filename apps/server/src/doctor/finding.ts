/** `error` is what would break once Latchkey serves this database; `warning` deserves a look; `note` is good to know. */
export type Level = 'ok' | 'note' | 'warning' | 'error'

/** One thing that a check has to say. */
export interface Finding {
  /** The check's name. */
  readonly check: string
  readonly level: Level
  /** One sentence. */
  readonly title: string
  /** What stands behind it; may have several lines. */
  readonly detail: string | null
  /** What to do about it. */
  readonly mend: string | null
  /** The same in figures, for machines. */
  readonly data: Readonly<Record<string, unknown>> | null
}

/** A finding before its check has put its name on it. */
export type Statement = Omit<Finding, 'check'>

type More = Partial<Pick<Finding, 'detail' | 'mend' | 'data'>>

const say =
  (level: Level) =>
  (title: string, { detail = null, mend = null, data = null }: More = {}): Statement => ({ level, title, detail, mend, data })

export const ok = say('ok')
export const note = say('note')
export const warning = say('warning')
export const error = say('error')
