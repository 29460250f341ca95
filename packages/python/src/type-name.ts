import { PyFloat, type PyValue } from './py-value.ts'

/** The name of a value's Python type, as DRF puts it into its messages. */
export type TypeName = 'dict' | 'list' | 'str' | 'int' | 'float' | 'bool' | 'NoneType'

/** Python's `type(value).__name__`. */
export function typeName(value: PyValue): TypeName {
  if (value === null) return 'NoneType'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (value instanceof PyFloat) return 'float'
  return Array.isArray(value) ? 'list' : 'dict'
}
