import { PyFloat } from '@latchkey/python'
import { describe, expect, test } from 'vitest'
import { UTF_8 } from '../body/charset/utf-8.ts'
import { type DataValue, FormValues, UploadedFile } from '../body/data.ts'
import { parseJsonBody } from '../body/json.ts'
import { Refusal } from '../refusal.ts'
import { readFields } from './read-fields.ts'
import { readOnly, text } from './text.ts'
import { checkUsername } from './username.ts'

const FIELDS = [
  readOnly('id', { type: 'integer', label: 'ID' }),
  text('name', { maxLength: 3 }),
  text('note', { required: false, allowBlank: true }),
]

const read = (values: Record<string, DataValue>) => readFields(FIELDS, new FormValues(new Map(Object.entries(values))))
const problems = async (values: Record<string, DataValue>): Promise<unknown> => {
  const error = await read(values).catch((reason: unknown) => reason)
  return error instanceof Refusal ? error.data : error
}

describe('a text', () => {
  test('is trimmed as Python trims', async () => {
    await expect(read({ name: '\u0085\u001c a\u2003' })).resolves.toEqual({ name: 'a', note: '' })
    await expect(read({ name: '\ufeffa' })).resolves.toMatchObject({ name: '\ufeffa' })
  })

  test('may be sent as a number, and is printed as Python prints it', async () => {
    await expect(read({ name: 12 })).resolves.toMatchObject({ name: '12' })
    await expect(read({ name: new PyFloat(1) })).resolves.toMatchObject({ name: '1.0' })
  })

  test.each([true, ['a'], new Map(), new UploadedFile('a')])('is not %s', async (value) => {
    await expect(problems({ name: value })).resolves.toEqual({ name: ['Not a valid string.'] })
  })

  test('is counted in code points', async () => {
    await expect(read({ name: '🎈🎈🎈' })).resolves.toMatchObject({ name: '🎈🎈🎈' })
    await expect(problems({ name: '🎈🎈🎈🎈' })).resolves.toEqual({ name: ['Ensure this field has no more than 3 characters.'] })
  })

  test('fails every check that it fails, in order', async () => {
    await expect(problems({ name: '\0\ud800\0\udfff' })).resolves.toEqual({
      name: [
        'Ensure this field has no more than 3 characters.',
        'Null characters are not allowed.',
        'Surrogate characters are not allowed: U+D800.',
      ],
    })
  })
})

test('what is missing, null or blank is told apart', async () => {
  await expect(problems({})).resolves.toEqual({ name: ['This field is required.'] })
  await expect(problems({ name: null, note: null })).resolves.toEqual({
    name: ['This field may not be null.'],
    note: ['This field may not be null.'],
  })
  await expect(problems({ name: ' \u2028' })).resolves.toEqual({ name: ['This field may not be blank.'] })
})

test('a field that only replies carry cannot be written', async () => {
  await expect(read({ id: 7, name: 'a' })).resolves.toEqual({ name: 'a', note: '' })
})

test.each([
  ['null', 'No data provided'],
  ['[]', 'Invalid data. Expected a dictionary, but got list.'],
  ['"a"', 'Invalid data. Expected a dictionary, but got str.'],
  ['1', 'Invalid data. Expected a dictionary, but got int.'],
  ['1.0', 'Invalid data. Expected a dictionary, but got float.'],
  ['true', 'Invalid data. Expected a dictionary, but got bool.'],
])('the body %s holds no fields', async (body, message) => {
  const error = await readFields(FIELDS, parseJsonBody(Buffer.from(body), UTF_8)).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ status: 400, data: { non_field_errors: [message] } })
})

test('a user name is made of letters and digits of any script and five signs', () => {
  for (const name of ['Zoë.日本+x@y-_', '²Ⅷ½٣', 'ªǅʰ']) expect(checkUsername(name)).toBeNull()
  for (const name of ['', 'a b', 'a,b', 'a\u200bb', 'e\u0301', '🎈', 'a\n'])
    expect(checkUsername(name)).toContain('Enter a valid username.')
})
