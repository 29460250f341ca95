import { expect, test } from 'vitest'
import { djangoPasswordMessages } from './django-validators.ts'

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
])('%s', (password, messages) => {
  expect(djangoPasswordMessages(password)).toEqual(messages)
})
