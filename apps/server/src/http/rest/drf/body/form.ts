import { PyUnicodeError } from '@latchkey/python'
import { encodedPairs, unquotePlus } from '../query.ts'
import type { Charset } from './charset/charset.ts'
import { type Data, FormValues } from './data.ts'

/** Parses `application/x-www-form-urlencoded` as Django's `QueryDict`; of equal names the last value counts. Throws `SuspiciousRequest`. */
export function parseForm(bytes: Buffer, charset: Charset): Data {
  const values = new Map<string, string>()
  for (const [name, value] of encodedPairs(textOf(bytes, charset))) {
    values.set(unquotePlus(name, charset.decodeLoosely), unquotePlus(value, charset.decodeLoosely))
  }
  return new FormValues(values)
}

/** Django reads a form that is not in its charset byte by byte. */
function textOf(bytes: Buffer, charset: Charset): string {
  try {
    return charset.decodeWhole(bytes)
  } catch (error) {
    if (error instanceof PyUnicodeError) return bytes.toString('latin1')
    throw error
  }
}
