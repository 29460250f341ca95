import { expect, test } from 'vitest'
import { loadCases } from './cases.ts'
import { editToken } from './edit-token.ts'

const TOKEN = 'headerheader.payloadpayload.signAture-_sign'

test.each([
  ['flip-header', 'headeAheader.payloadpayload.signAture-_sign'],
  ['flip-payload', 'headerheader.payloadpayAoad.signAture-_sign'],
  ['flip-signature', 'headerheader.payloadpayload.signAAure-_sign'],
  ['swap-payload-signature', 'headerheader.signAture-_sign.payloadpayload'],
  ['drop-signature', 'headerheader.payloadpayload.'],
  ['one-segment', 'headerheader'],
  ['two-segments', 'headerheader.payloadpayload'],
  ['four-segments', 'headerheader.payloadpayload.signAture-_sign.AAAA'],
  ['truncate', 'headerheader.payloadpayload.signAture-_'],
  ['pad', 'headerheader.payloadpayload.signAture-_sign='],
  ['append-char', 'headerheader.payloadpayload.signAture-_signA'],
  ['upper', 'HEADERHEADER.PAYLOADPAYLOAD.SIGNATURE-_SIGN'],
  ['space-inside', 'headerheader.payload payload.signAture-_sign'],
  ['std-alphabet', 'headerheader.payloadpayload.signAture+/sign'],
])('%s damages a token in its own place', (operation, damaged) => {
  expect(editToken(TOKEN, operation)).toBe(damaged)
})

test('flipping a character that is an A still changes it', () => {
  expect(editToken('h.p.abcdeA', 'flip-signature')).toBe('h.p.abcdeB')
})

test('every edit that the recorded cases ask for is known', () => {
  const steps = [...loadCases('5.2'), ...loadCases('5.5')].flatMap(({ steps }) => steps ?? [])
  const operations = new Set(steps.flatMap((step) => ('edit' in step ? [step.edit.op] : [])))
  expect(operations.size).toBeGreaterThan(5)
  for (const operation of operations) expect(editToken(TOKEN, operation)).not.toBe(TOKEN)
})

test('an unknown edit is refused', () => {
  expect(() => editToken(TOKEN, 'toString')).toThrow(/there is no edit toString; known are flip-header, /)
})
