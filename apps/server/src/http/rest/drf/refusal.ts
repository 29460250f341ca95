/** What a reply's JSON may be made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** A reply that refuses the request in DRF's manner (its `APIException`): a status and a JSON body, under the view's own headers. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly data: Json
  readonly headers?: Readonly<Record<string, string>>

  constructor(status: number, data: Json, headers?: Readonly<Record<string, string>>) {
    super(`refused with ${status}`)
    this.status = status
    this.data = data
    if (headers !== undefined) this.headers = headers
  }

  /** The common form: `{"detail": TEXT}`. */
  static detail(status: number, text: string): Refusal {
    return new Refusal(status, { detail: text })
  }
}

/** A request that Django itself turns away (its `SuspiciousOperation`): the 400 page, without a word about the view. */
export class SuspiciousRequest extends Error {
  override readonly name = 'SuspiciousRequest'
}
