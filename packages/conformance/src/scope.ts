import { randomText } from './random-text.ts'

/** Made anew in every scope, so that no two cases register the same user. */
const OWN_NAMES: ReadonlySet<string> = new Set(['uniq', 'unum'])

/** The variables of one case. A new scope knows `uniq` (10 letters and digits) and `unum` (9 digits, the first not 0). */
export class Scope {
  readonly #values = new Map<string, string>()

  constructor() {
    this.#values.set('uniq', randomText(10))
    this.#values.set('unum', `7${randomText(8, '0123456789')}`)
  }

  set(name: string, value: string): void {
    this.#values.set(name, value)
  }

  /** Throws a `RangeError` if there is no such variable. */
  get(name: string): string {
    const value = this.#values.get(name)
    if (value === undefined) throw new RangeError(`there is no variable ${name}`)
    return value
  }

  /** Whether any variable has this value. */
  holds(value: string): boolean {
    return [...this.#values.values()].includes(value)
  }

  /** Takes over the variables of another scope, except those that every scope makes for itself. */
  adopt(other: Scope): void {
    for (const [name, value] of other.#values) if (!OWN_NAMES.has(name)) this.#values.set(name, value)
  }

  /** The text with each `{{name}}` replaced by the variable's value. */
  expand(text: string): string {
    return text.replace(/\{\{(\w+)\}\}/g, (_quoted, name: string) => this.get(name))
  }
}
