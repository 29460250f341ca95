type Schemas = typeof import('./staff-schemas.ts')

/** Loads one of the schemas that staff's forms need. */
export async function loadStaffSchema<Name extends keyof Schemas>(name: Name): Promise<Schemas[Name]> {
  const schemas = await import('./staff-schemas.ts')
  return schemas[name]
}
