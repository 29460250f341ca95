import { PARSED_TYPES } from './body/parse.ts'
import type { Json } from './refusal.ts'
import type { View } from './view.ts'

/** What a view says of itself in reply to OPTIONS (DRF's `SimpleMetadata`). */
export function describeView(view: View, options: { browsable: boolean }): Json {
  return {
    name: view.name,
    description: view.description,
    renders: options.browsable ? ['application/json', 'text/html'] : ['application/json'],
    parses: PARSED_TYPES,
    ...(view.fields === null
      ? {}
      : { actions: { POST: Object.fromEntries(view.fields.map(({ name, description }) => [name, description])) } }),
  }
}
