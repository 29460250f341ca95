import { z } from 'zod'

/** What is read of a JSON Schema. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

const WIDE = 100

function objectText(schema: Schema, indent: string): string {
  const { properties = {}, required = [], additionalProperties } = schema
  const inner = `${indent}  `
  const members = Object.entries(properties).map(([name, value]) => `${name}${required.includes(name) ? '' : '?'}: ${text(value, inner)}`)
  if (members.length === 0 && typeof additionalProperties === 'object') return `Record<string, ${text(additionalProperties, indent)}>`
  const line = `{ ${members.join('; ')} }`
  return line.length <= WIDE && !line.includes('\n') ? line : `{\n${members.map((member) => `${inner}${member}\n`).join('')}${indent}}`
}

/** A literal beside its own type says nothing more. */
function unionText(types: readonly string[]): string {
  const telling = types.filter((type) => !(type.startsWith('"') && types.includes('string')))
  return [...new Set(telling)].join(' | ')
}

function text(schema: Schema, indent: string): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return unionText(alternatives.map((one) => text(one, indent)))
  if (schema.allOf) return schema.allOf.map((one) => text(one, indent)).join(' & ')
  if (schema.type === 'object') return objectText(schema, indent)
  if (schema.type === 'array') {
    const item = text(schema.items ?? {}, indent)
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['unknown'])
  return unionText(types.map((type) => (type === 'integer' ? 'number' : type)))
}

/** A zod schema as a TypeScript type for people; `nothing` for one that takes none. */
export function typeInWords(schema: unknown, side: 'input' | 'output'): string {
  if (schema instanceof z.ZodVoid) return 'nothing'
  if (!(schema instanceof z.ZodType)) throw new TypeError('A procedure of the typed face has a zod schema on each side.')
  const optional = schema instanceof z.ZodOptional ? ' | nothing' : ''
  return text(z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as Schema, '') + optional
}
