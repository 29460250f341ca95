import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { createPasswordPolicy } from './password-policy.ts'

const SHORT = 'This password is too short. It must contain at least 8 characters.'
const COMMON = 'This password is too common.'
const NUMERIC = 'This password is entirely numeric.'

test.each([
  ['correct horse battery', []],
  ['password', [COMMON]],
  ['PassWord', [COMMON]],
  ['123456', [SHORT, COMMON, NUMERIC]],
  ['84719265034', [NUMERIC]],
  ['٨٤٧١٩٢٦٥٠٣٤', [NUMERIC]],
  ['⁸⁴⁷¹⁹²⁶⁵', [NUMERIC]],
  ['𝔸𝔹ℂ', [SHORT]],
  ['🔑🔑🔑🔑🔑🔑🔑🔑', []],
])("Django's validators on %s", (password, messages) => {
  expect(createPasswordPolicy().messages(password, null)).toEqual(messages)
})

// What Django's rule gives with Python's own difflib.
const OWNER = { username: 'margaret.h', email: 'mhamilton@apollo.example', firstName: 'Margaret', lastName: 'Hamilton' }
test.each([
  ['margaret', 'username'],
  ['MARGARET-H', 'username'],
  ['teragram.h', 'username'],
  ['hamilton11', 'last name'],
  ['apollo-example', null],
  ['elpmaxe1', 'email address'],
  ['a lunar module lands', null],
  ['margaret margaret margaret margaret margaret', null],
])('the password %s is like the %s', (password, attribute) => {
  const expected = attribute === null ? [] : [`The password is too similar to the ${attribute}.`]
  expect(createPasswordPolicy([{ NAME: 'UserAttributeSimilarityValidator' }]).messages(password, OWNER)).toEqual(expected)
})

test("the options of Django's validators hold", () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const list = join(folder, 'list.gz')
  writeFileSync(list, gzipSync('our company\nour product\n'))
  const policy = createPasswordPolicy([
    { NAME: 'django.contrib.auth.password_validation.MinimumLengthValidator', OPTIONS: { min_length: 14 } },
    { NAME: 'CommonPasswordValidator', OPTIONS: { password_list_path: list } },
    { NAME: 'UserAttributeSimilarityValidator', OPTIONS: { user_attributes: ['email'], max_similarity: 1 } },
  ])
  expect(policy.messages('Our Product', OWNER)).toEqual([
    'This password is too short. It must contain at least 14 characters.',
    'This password is too common.',
  ])
  expect(policy.messages('mhamilton@apollo.exampl3', OWNER)).toEqual([])
  expect(policy.messages('mhamilton@apollo.example', OWNER)).toEqual(['The password is too similar to the email address.'])
})

test.each([
  [{ NAME: 'pwned.PwnedPasswordValidator' }, /^names pwned\.PwnedPasswordValidator, which is not one of/],
  [{ NAME: 'MinimumLengthValidator', OPTIONS: { min_lenght: 9 } }, /^has options for MinimumLengthValidator .*min_lenght/],
  [{ NAME: 'UserAttributeSimilarityValidator', OPTIONS: { max_similarity: 0.05 } }, /max_similarity/],
  [{ NAME: 'CommonPasswordValidator', OPTIONS: { password_list_path: '/no/such/list' } }, /there is no file \/no\/such\/list/],
])('an entry that Django would refuse is refused: %j', (entry, message) => {
  expect(() => createPasswordPolicy([entry])).toThrow(message)
})
