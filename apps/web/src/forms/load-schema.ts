type Schemas = typeof import('./schemas.ts')

/** Loads one of the contract's schemas. */
export async function loadSchema<Name extends keyof Schemas>(name: Name): Promise<Schemas[Name]> {
  const schemas = await import('./schemas.ts')
  return schemas[name]
}
