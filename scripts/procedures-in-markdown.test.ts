import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proceduresPage } from './procedures-in-markdown.ts'

test('docs/procedures.md says what the router says; otherwise run `pnpm run docs`', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/procedures.md'), 'utf8')).toBe(proceduresPage())
})
