import type { PyValue, TypeName } from '@latchkey/python'

/** A file in a form. Its bytes are not kept: no field takes them. */
export class UploadedFile {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

export type DataValue = PyValue | UploadedFile

/** The parsed body of a request (DRF's `request.data`). */
export interface Data {
  /** The Python type of the body; a form, and no body at all, is a `dict`. */
  readonly type: TypeName
  /** The value under a name, undefined where there is none or the body is no `dict`. */
  get(name: string): DataValue | undefined
}

/** A body with names and values: a form, or no body. */
export class FormValues implements Data {
  readonly type = 'dict'
  readonly #values: ReadonlyMap<string, DataValue>

  constructor(values: ReadonlyMap<string, DataValue>) {
    this.#values = values
  }

  get(name: string): DataValue | undefined {
    return this.#values.get(name)
  }
}

export const NO_DATA: Data = new FormValues(new Map())
