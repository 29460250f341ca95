import { AuthError } from '@latchkey/contract'
import type { ClientInfo, Principal } from '@latchkey/contract/router'
import type { Data } from './body/data.ts'
import type { Field } from './fields/field.ts'
import { readFields, type Values } from './fields/read-fields.ts'
import type { Json } from './refusal.ts'

/** What a view answers. */
export interface Answer {
  readonly status: number
  /** The body; without it the reply is empty and has no content type. */
  readonly data?: Json
  /** The body carries tokens: nobody may store it. */
  readonly secret?: boolean
  /** Beyond those that every reply of a view has. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What a view may know of a request. */
export interface Call {
  readonly client: ClientInfo
  readonly principal: Principal | null
  /** Reads and parses the body. Throws `Refusal` and `SuspiciousRequest`. */
  readData(): Promise<Data>
}

export interface GuardedCall extends Call {
  readonly principal: Principal
}

export type Method<C extends Call> = (call: C) => Answer | Promise<Answer>

/**
 * What a view makes of a bearer token. `ignored`: it is not read, good or bad. `checked`: it may be missing, but a bad
 * one is refused. `required`: without a good one there is no answer, to OPTIONS neither.
 */
export type BearerPolicy = 'ignored' | 'checked' | 'required'

/** A place of the API and everything that it answers. */
export interface View {
  /** As OPTIONS shows it: Django's class name split at capitals, without `View`. */
  readonly name: string
  readonly description: string
  readonly bearer: BearerPolicy
  /** Of the view's serializer, for OPTIONS; null where it has none. */
  readonly fields: readonly Field[] | null
  /** By HTTP method, in the order of `Allow`; OPTIONS comes by itself. */
  readonly methods: ReadonlyMap<string, Method<Call>>
}

/** A view whose POST takes the fields of a serializer. */
export function serializerView<Name extends string>(view: {
  name: string
  description?: string
  bearer: Exclude<BearerPolicy, 'required'>
  fields: readonly Field<Name>[]
  /** `data` is the whole body, fields or not. */
  post(values: Values<Name>, call: Call, data: Data): Answer | Promise<Answer>
}): View {
  const post: Method<Call> = async (call) => {
    const data = await call.readData()
    return view.post(await readFields(view.fields, data), call, data)
  }
  return {
    name: view.name,
    description: view.description ?? '',
    bearer: view.bearer,
    fields: view.fields,
    methods: new Map([['POST', post]]),
  }
}

/** A view for bearers only, without a serializer. As with Django's class views, GET brings HEAD. */
export function guardedView(view: {
  name: string
  get?: Method<GuardedCall>
  post?: Method<GuardedCall>
  /** Whether HEAD is answered where GET is: Django's function views name their methods one by one. */
  answersHead?: boolean
}): View {
  const methods = new Map<string, Method<Call>>()
  if (view.get !== undefined) methods.set('GET', guarded(view.get))
  if (view.post !== undefined) methods.set('POST', guarded(view.post))
  if (view.get !== undefined && view.answersHead !== false) methods.set('HEAD', guarded(view.get))
  return { name: view.name, description: '', bearer: 'required', fields: null, methods }
}

function guarded(method: Method<GuardedCall>): Method<Call> {
  return (call) => {
    if (isGuarded(call)) return method(call)
    throw new AuthError('not_authenticated')
  }
}

function isGuarded(call: Call): call is GuardedCall {
  return call.principal !== null
}

/** The value of `Allow`. */
export function allowedMethods(view: View): string {
  return [...view.methods.keys(), 'OPTIONS'].join(', ')
}
