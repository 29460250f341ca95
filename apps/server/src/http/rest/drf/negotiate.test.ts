import { describe, expect, test } from 'vitest'
import { acceptItems, createNegotiation, type Rendering } from './negotiate.ts'
import { Refusal, SuspiciousRequest } from './refusal.ts'

const jsonOnly = createNegotiation({ browsable: false })
const browsable = createNegotiation({ browsable: true })
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const as = (rendering: Rendering['as'], indent = 0): Rendering => ({ as: rendering, indent })
const refused = (run: () => unknown): number | null => {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof Refusal ? error.status : null
  }
}

describe('with JSON alone', () => {
  test.each([undefined, '*/*', 'application/json', 'APPLICATION/JSON', 'application/*', '*/json', BROWSER])('%s gets JSON', (accept) => {
    expect(jsonOnly({ url: '/', accept })).toEqual(as('json'))
  })

  test.each(['', 'text/html', '@@@', '/', 'application', '*', 'application/problem+json'])('"%s" cannot be satisfied', (accept) => {
    expect(refused(() => jsonOnly({ url: '/', accept }))).toBe(406)
  })

  test('q values are never looked at', () => {
    expect(jsonOnly({ url: '/', accept: 'application/json;q=0' })).toEqual(as('json'))
  })
})

describe('with pages for browsers', () => {
  test.each(['text/html', 'text/*', BROWSER])('%s gets a page', (accept) => {
    expect(browsable({ url: '/', accept }).as).toBe('html')
  })

  test('JSON wins among equals, whatever the order', () => {
    expect(browsable({ url: '/', accept: 'text/html, application/json' }).as).toBe('json')
  })

  test('the more specific range wins', () => {
    expect(browsable({ url: '/', accept: '*/*, text/html' }).as).toBe('html')
  })

  test('?format=api asks for the page, and Accept must agree', () => {
    expect(browsable({ url: '/?format=api', accept: undefined }).as).toBe('html')
    expect(refused(() => browsable({ url: '/?format=api', accept: 'application/json' }))).toBe(406)
  })
})

describe('indentation', () => {
  test.each([
    ['application/json; indent=4', 4],
    ['*/*; indent=2', 2],
    ['application/json; indent="3"', 3],
    ['application/json; indent=+2', 2],
    ['application/json; indent=99', 8],
    ['application/json; indent=-1', 0],
    ['application/json; indent=2.5', 0],
    ['application/json; indent', 0],
  ])('%s indents by %i', (accept, indent) => {
    expect(jsonOnly({ url: '/', accept })).toEqual(as('json', indent))
  })
})

describe('?format=', () => {
  test.each(['/?format=json', '/?format=', '/?format', '/?format=xml&format=json', '/?f%6Frmat=json', '/?FORMAT=xml'])(
    '%s is fine',
    (url) => {
      expect(jsonOnly({ url, accept: undefined })).toEqual(as('json'))
    },
  )

  test.each(['/?format=xml', '/?format=JSON', '/?format=json&format=xml', '/?format=json+'])('%s is not found', (url) => {
    expect(refused(() => jsonOnly({ url, accept: undefined }))).toBe(404)
  })

  test('a query of a thousand fields is read, one of more is turned away', () => {
    expect(jsonOnly({ url: `/?${'&'.repeat(999)}`, accept: undefined })).toEqual(as('json'))
    expect(() => jsonOnly({ url: `/?${'&'.repeat(1000)}`, accept: undefined })).toThrow(SuspiciousRequest)
  })
})

test('only the first 64 items count, those over 256 characters do not', () => {
  const many = Array.from({ length: 70 }, (_none, at) => `x/${at}`)
  expect(acceptItems(many.join())).toHaveLength(64)
  expect(acceptItems(`${'x'.repeat(257)},a/b`)).toEqual(['a/b'])
})

test('a header over 8192 characters is cut after its last whole item', () => {
  const header = `a/b,${'x'.repeat(100)},${'y'.repeat(9000)}`
  expect(acceptItems(header)).toEqual(['a/b', 'x'.repeat(100)])
})
