type Schemas = typeof import('./account-schemas.ts')

/** Loads one of the schemas for mailed links and addresses. */
export async function loadAccountSchema<Name extends keyof Schemas>(name: Name): Promise<Schemas[Name]> {
  const schemas = await import('./account-schemas.ts')
  return schemas[name]
}
