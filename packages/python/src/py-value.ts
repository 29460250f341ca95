/** A Python float: kept apart from integers, because Python writes `1.0` and `1` differently. */
export class PyFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/**
 * What Python's `json.loads` gives. An integer is a number while it is safe, else a bigint; a float is a `PyFloat`;
 * a dict is a Map, in insertion order. A number that is no safe integer has no place here.
 */
export type PyValue = null | boolean | string | number | bigint | PyFloat | PyValue[] | Map<string, PyValue>
