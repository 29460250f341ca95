import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { proceduresPage } from './procedures-in-markdown.ts'

writeFileSync(join(import.meta.dirname, '../docs/procedures.md'), proceduresPage())
