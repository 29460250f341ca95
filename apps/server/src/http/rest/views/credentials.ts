import { text } from '../drf/fields/text.ts'

/** The fields of every view that takes a login. */
export const CREDENTIALS = [text('username'), text('password')] as const
