import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { BLANK_PROFILE } from '../../accounts/account.ts'
import { createAccountStore } from '../account-store.ts'
import { migrate } from '../migrate.ts'
import { openSqlite } from './index.ts'
import { ReadMemory } from './read-memory.ts'

/** The same database opened twice, as two processes would. */
async function openTwice() {
  const path = join(mkdtempSync(join(tmpdir(), 'latchkey-memory-')), 'test.db')
  const database = await openSqlite(path)
  await migrate(database)
  const accounts = createAccountStore(database)
  const texts = { email: '', firstName: '', lastName: '', password: '!' }
  const flags = { isActive: true, isStaff: false, isSuperuser: false }
  await accounts.create({ username: 'alice', ...texts, ...flags, dateJoined: new Date(), profile: BLANK_PROFILE })
  const other = await openSqlite(path)
  const password = async () => {
    // What is written is seen from the next turn of the event loop on.
    await setImmediate()
    return (await accounts.identifyById(1))?.password
  }
  return {
    accounts,
    database,
    other,
    password,
    close: async () => {
      await database.close()
      await other.close()
    },
  }
}

test('what was read before is read anew once anybody has written', async () => {
  const { accounts, database, other, password, close } = await openTwice()
  expect([await password(), await password()]).toEqual(['!', '!'])
  await accounts.replacePassword(1, { from: '!', to: 'by a unit' })
  expect([await password(), await password()]).toEqual(['by a unit', 'by a unit'])
  await database.query.updateTable('auth_user').set({ password: 'by a query' }).execute()
  expect([await password(), await password()]).toEqual(['by a query', 'by a query'])
  await createAccountStore(other).replacePassword(1, { from: 'by a query', to: 'by somebody else' })
  expect([await password(), await password()]).toEqual(['by somebody else', 'by somebody else'])
  await close()
})

test('what was written and taken back is not remembered', async () => {
  const { database, password, close } = await openTwice()
  const taken = database.query.transaction().execute(async (transaction) => {
    await transaction.updateTable('auth_user').set({ password: 'for a moment' }).execute()
    await password()
    throw new Error('taken back')
  })
  await expect(taken).rejects.toThrow('taken back')
  expect(await password()).toBe('!')
  await close()
})

test('where it cannot be told whether somebody has written, nothing is taken from memory, not even by the next query of that turn', async () => {
  const { accounts, other, password, close } = await openTwice()
  expect(await password()).toBe('!')
  await createAccountStore(other).replacePassword(1, { from: '!', to: 'by somebody else' })
  await setImmediate()
  vi.spyOn(ReadMemory.prototype, 'catchUp').mockImplementationOnce(() => {
    throw new Error('The disk is gone for a moment.')
  })
  const [first, second] = await Promise.allSettled([accounts.identifyById(1), accounts.identifyById(1)])
  vi.restoreAllMocks()
  expect(first).toMatchObject({ status: 'rejected' })
  expect(second).toMatchObject({ status: 'fulfilled', value: { password: 'by somebody else' } })
  await close()
})
