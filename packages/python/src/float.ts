/** Python's `repr(float)`: the shortest digits that read back, with an exponent from 1e16 on and below 1e-4. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return withExponent(value)
  // Between 1e-4 and 1e-6 JavaScript writes plain digits as well; beyond, withExponent has it.
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}

function withExponent(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const sign = exponent.charAt(0)
  return `${digits}e${sign}${exponent.slice(1).padStart(2, '0')}`
}
