import type { Examination } from '../environment.ts'
import { count } from '../figures.ts'
import { error, note, ok, type Statement } from '../finding.ts'

/** Addresses that are missing or shared: harmless unless something goes by them. */
export async function checkEmails({ store, userIdField, userTable, registration }: Examination): Promise<Statement[]> {
  if (userTable.columns['email'] === null || userTable.login === 'email') return []
  const [blank, shared] = [await store.blankEmails(), await store.sharedEmails()]
  const isClaim = userIdField === 'email'
  const statements: Statement[] = []
  const data = { blank, shared: shared.accounts }
  if (blank > 0) {
    const title = `${count(blank, 'account')} without an e-mail address.`
    statements.push(
      isClaim
        ? error(title, { detail: 'Their tokens would name nobody: SIMPLE_JWT_USER_ID_FIELD is email.', data })
        : note(title, { data }),
    )
  }
  if (shared.groups > 0) {
    const title = `${count(shared.accounts, 'account')} share their e-mail address with another.`
    const detail = `${shared.examples.join(', ')}${shared.groups > shared.examples.length ? ', …' : ''}`
    if (isClaim)
      statements.push(error(title, { detail: `${detail}\nTheir tokens would be refused: SIMPLE_JWT_USER_ID_FIELD is email.`, data }))
    else statements.push(note(title, { detail: registration.uniqueEmail ? `${detail}\nNew accounts cannot share one.` : detail, data }))
  }
  return statements.length === 0 ? [ok('Every account has an e-mail address of its own.')] : statements
}
