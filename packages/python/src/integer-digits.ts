// Python refuses longer texts, since reading them takes quadratic time (CVE-2020-10735).
const MAX_DIGITS = 4300

/** What Python says about an integer of that many digits, or null when it is short enough to be read. */
export function tooManyDigits(digits: number): string | null {
  if (digits <= MAX_DIGITS) return null
  return `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`
}

/** A number where that is exact, else the bigint. */
export function narrowInteger(value: bigint): number | bigint {
  const narrow = Number(value)
  return Number.isSafeInteger(narrow) ? narrow : value
}
