/** One setting here and in Django. */
export interface SettingComparison {
  /** Django's name for it. */
  readonly name: string
  /** As people read it; secrets are not in it. */
  readonly django: string
  readonly latchkey: string
  readonly verdict: 'equal' | 'different' | 'not supported'
  /** True if clients, tokens or passwords of one side would fail on the other because of it. */
  readonly breaks: boolean
  /** What to set, where that is known. */
  readonly mend: string | null
}
