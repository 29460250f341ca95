import type { DjangoTables } from './django.ts'
import type { LatchkeyTables } from './latchkey.ts'

export type Tables = DjangoTables & LatchkeyTables
