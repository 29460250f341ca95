import { int, PyFloat, type PyValue, str } from '@latchkey/python'
import type { Account, Identity } from '../accounts/account.ts'
import type { SessionsEnvironment } from './environment.ts'

/** The value of the user claim for an account: a number in dialect 5.2 where the column is one, else text. */
export function subjectOf({ userIdField, tokens }: SessionsEnvironment, account: Account): string | number {
  const value = account[userIdField]
  return tokens.dialect === '5.2' ? value : String(value)
}

/** The account that the user claim names, or null. The claim is read as Django's column would read it (Python's `int()`). */
export async function findSubject({ userIdField, accounts }: SessionsEnvironment, claim: PyValue): Promise<Identity | null> {
  if (userIdField === 'username') return accounts.store.identifyByUsername(str(claim))
  if (userIdField === 'email') return claim === '' ? null : accounts.store.identifyByEmail(str(claim))
  if (typeof claim === 'number') return accounts.store.identifyById(claim)
  const id = int(claim)
  return id !== null && id >= 0n && id <= Number.MAX_SAFE_INTEGER ? accounts.store.identifyById(Number(id)) : null
}

/** Python's truth: what `if user_id:` lets through. */
export function isTruthy(value: PyValue | undefined): value is PyValue {
  if (value instanceof PyFloat) return value.value !== 0
  if (value instanceof Map) return value.size > 0
  if (Array.isArray(value)) return value.length > 0
  return Boolean(value)
}
