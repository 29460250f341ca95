import { expect, test } from 'vitest'
import { createCors, isPreflight } from './cors.ts'

const add = (origins: string[], origin: string | undefined, method = 'GET') =>
  createCors(origins)?.add({ vary: 'Accept' }, { method, origin })

test('without an origin in the configuration there are no CORS headers', () => {
  expect(createCors([])).toBeNull()
})

test('every reply varies by origin, whoever asks', () => {
  expect(add(['*'], undefined)).toEqual({ vary: 'Accept, origin' })
  expect(add(['*'], '')).toEqual({ vary: 'Accept, origin' })
})

test('with * any origin may read, and is not named', () => {
  expect(add(['*'], 'null')).toMatchObject({ 'access-control-allow-origin': '*' })
})

test('an origin that cannot be read is no origin', () => {
  expect(add(['*'], 'http://[')).toEqual({ vary: 'Accept, origin' })
})

test('with a list only its origins may read, compared as a whole', () => {
  const list = ['https://app.example.test']
  expect(add(list, 'https://app.example.test')).toMatchObject({ 'access-control-allow-origin': 'https://app.example.test' })
  for (const other of ['https://app.example.test.evil.test', 'https://APP.example.test', 'http://app.example.test', 'null']) {
    expect(add(list, other)).toEqual({ vary: 'Accept, origin' })
  }
})

test('OPTIONS also learns methods, headers and how long to remember them', () => {
  expect(add(['*'], 'https://a.test', 'OPTIONS')).toMatchObject({
    'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '86400',
  })
})

test('a preflight is an OPTIONS that names a method, any method', () => {
  expect(isPreflight({ method: 'OPTIONS', requestedMethod: 'FOO' })).toBe(true)
  expect(isPreflight({ method: 'OPTIONS', requestedMethod: undefined })).toBe(false)
  expect(isPreflight({ method: 'GET', requestedMethod: 'GET' })).toBe(false)
})
