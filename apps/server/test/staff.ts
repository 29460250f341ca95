import type { TestApp } from './test-app.ts'
import { call, register } from './typed-call.ts'

/** Sets an account's rights as an operator would, in the database. */
export async function giveRights(
  { database: { query, values } }: TestApp,
  username: string,
  { isStaff, isSuperuser }: { isStaff: boolean; isSuperuser: boolean },
): Promise<void> {
  await query
    .updateTable('auth_user')
    .set({ is_staff: values.toBoolean(isStaff), is_superuser: values.toBoolean(isSuperuser) })
    .where('username', '=', username)
    .execute()
}

/** A signed-in account with rights, and its calls of procedures: `get` asks, `post` changes. */
export async function signInAs(service: TestApp, username: string, rights = { isStaff: false, isSuperuser: false }) {
  const tokens = await register(service.base, username)
  await giveRights(service, username, rights)
  const headers = { authorization: `Bearer ${tokens.access}` }
  return {
    ...tokens,
    get: (procedure: string, input: unknown) => call(service.base, procedure, { method: 'GET', input, headers }),
    post: (procedure: string, input: unknown) => call(service.base, procedure, { input, headers }),
  }
}

export const STAFF = { isStaff: true, isSuperuser: false }
export const SUPERUSER = { isStaff: true, isSuperuser: true }
