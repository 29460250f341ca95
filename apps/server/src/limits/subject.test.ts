import { expect, test } from 'vitest'
import { keyOf, nameSubject, networkSubject } from './subject.ts'

test('an IPv6 address counts by its /64, an IPv4 address by itself', () => {
  expect(networkSubject('192.0.2.7')).toBe('192.0.2.7')
  expect(networkSubject('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(networkSubject('2001:db8:0:42::1')).toBe('2001:db8:0:42')
  expect(networkSubject('2001:0db8:0000:0042:ffff:1:2:3')).toBe('2001:db8:0:42')
  expect(networkSubject('2001:db8::1')).toBe('2001:db8:0:0')
  expect(networkSubject('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkSubject('::1')).toBe('0:0:0:0')
  expect(networkSubject('1:2:3:4:5:6:7::')).toBe('1:2:3:4')
})

test('a name counts alike however it is spelled', () => {
  expect(nameSubject('Alice')).toBe(nameSubject(' ALICE '))
  expect(nameSubject('ａｌｉｃｅ')).toBe('alice')
  expect(nameSubject('x'.repeat(1_000_000)).length).toBeLessThan(1_000)
})

test('the key of a counter does not hold the name, and differs from limit to limit', () => {
  expect(keyOf('login_account', 'alice')).toMatch(/^[0-9a-f]{64}$/)
  expect(keyOf('login_account', 'alice')).not.toBe(keyOf('login_device', 'alice'))
})
