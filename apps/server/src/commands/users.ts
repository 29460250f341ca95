import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import type { Account } from '../accounts/account.ts'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import { deleteAccount } from '../accounts/delete-account.ts'
import { sendPasswordReset } from '../accounts/email/request-password-reset.ts'
import { importUsers, parseUserFile } from '../accounts/import-users.ts'
import type { Composed } from '../compose-rules.ts'
import { deactivate, revokeAll } from '../sessions/end-all.ts'
import { setPassword } from '../sessions/password.ts'
import { askPassword, confirm, readPassword } from './ask-password.ts'
import { withNewRules, withRules } from './with-rules.ts'

const PAGE = 500
const OPERATOR = { actor: 'operator' } as const
/** Milliseconds. */
const MAIL_PATIENCE = 30_000

export function addUsers(program: Command): void {
  const users = program.command('users').description('manage user accounts')
  users
    .command('import')
    .argument('<file>', 'JSON: {"users": [{"username", "password" or "encoded", "id", "email", "is_active", "profile", …}]}')
    .description('add users from a file; those who are there already are left as they are')
    .action(importFile)
  users
    .command('list')
    .description('every account: id, name, e-mail address, and what is special about it')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: true }) => withRules(({ accounts }) => list(accounts, options)))
  users
    .command('activate')
    .argument('<username>')
    .description('let an account log in again')
    .action((username: string) => withAccount(username, (rules, account) => setActive(rules, account, true)))
  users
    .command('deactivate')
    .argument('<username>')
    .description('refuse an account from now on and end its sessions')
    .action((username: string) => withAccount(username, (rules, account) => setActive(rules, account, false)))
  users
    .command('delete')
    .argument('<username>')
    .option('--yes', 'ask nothing')
    .description('delete an account with its profile, sessions and tokens, for good; its audit trail loses its name')
    .action((username: string, options: { yes?: true }) =>
      withAccount(username, async ({ accounts }, account) => {
        if (!options.yes && !(await confirm(`Delete ${account.username} for good?`, 'use --yes'))) throw new Error('Nothing was deleted.')
        await deleteAccount(accounts, account)
        console.log(`${account.username} is deleted.`)
      }),
    )
  users
    .command('logout')
    .argument('[username]')
    .option('--all', 'every account instead of one')
    .description('end all sessions of an account; what was issued to it before is refused')
    .action(logOut)
  users
    .command('send-password-reset')
    .argument('<username>')
    .description('mail an account a link with which its owner chooses a new password')
    .action((username: string) => withAccount(username, mailPasswordReset))
  users
    .command('set-password')
    .argument('<username>')
    .option('--password-stdin', 'take the password from standard input instead of asking for it')
    .option('--any-password', 'take it even if the password policy refuses it')
    .description('give an account a new password and end its sessions')
    .action((username: string, options: { passwordStdin?: true; anyPassword?: true }) =>
      withAccount(username, async (rules, account) => {
        const password = options.passwordStdin ? await readPassword() : await askPassword('use --password-stdin')
        if (password === '') throw new InvalidArgumentError('The password is empty.')
        const messages = options.anyPassword ? [] : rules.accounts.passwordPolicy.messages(password, account)
        if (messages.length > 0)
          throw new Error([...messages, 'Nothing was changed. With --any-password it is taken all the same.'].join('\n'))
        if (!(await setPassword(rules, account, password))) throw new Error('The password was changed by somebody else meanwhile.')
        console.log(`${account.username} has a new password; all sessions ended.`)
      }),
    )
}

async function mailPasswordReset({ email, mail }: Composed, account: Account): Promise<void> {
  if (!mail) throw new Error('No mail is configured: set SMTP_URL.')
  if (!sendPasswordReset(email, account)) {
    throw new Error(`${account.username} can get no such mail: the account is inactive, or has no address, or no password to replace.`)
  }
  if ((await mail.close(MAIL_PATIENCE)) > 0) throw new Error('The mail could not be sent.')
  console.log(`${account.username} has been sent a link.`)
}

const withAccount = (username: string, work: (rules: Composed, account: Account) => Promise<void>): Promise<void> =>
  withRules(async (rules) => {
    const account = await rules.accounts.store.findByLogin(username)
    if (!account) throw new InvalidArgumentError(`There is no user ${username}.`)
    await work(rules, account)
  })

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new InvalidArgumentError(`${file} cannot be read.${cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''}`)
  }
}

async function importFile(file: string): Promise<void> {
  const users = parseUserFile(readText(file))
  await withNewRules(async ({ accounts }) => {
    const { created, skipped } = await importUsers(accounts, users, showProgress(users.length))
    console.log(`${created} of ${users.length} users imported.`)
    if (skipped.length > 0) console.log(`Left as they are, because their name or id is taken: ${skipped.join(', ')}`)
  })
}

async function setActive(rules: Composed, account: Account, isActive: boolean): Promise<void> {
  if (!isActive) await deactivate(rules, account, OPERATOR)
  else {
    await rules.accounts.store.activate(account.id)
    await rules.audit.record({ kind: 'account.activated', at: rules.clock(), ...OPERATOR, userId: account.id, username: account.username })
  }
  console.log(`${account.username} is ${isActive ? 'active' : 'inactive'}.`)
}

async function logOut(username: string | undefined, { all }: { all?: true }): Promise<void> {
  if ((username === undefined) === (all === undefined)) throw new InvalidArgumentError('Give a username, or --all and none.')
  if (username !== undefined) {
    await withAccount(username, async (rules, account) => {
      console.log(`${account.username} is logged out; ${await revokeAll(rules, account, OPERATOR)} sessions ended.`)
    })
    return
  }
  await withRules(async (rules) => {
    const ended = { users: 0, sessions: 0 }
    for await (const page of pages(rules.accounts)) {
      for (const count of await Promise.all(page.map((account) => revokeAll(rules, account, OPERATOR)))) ended.sessions += count
      ended.users += page.length
    }
    console.log(`${ended.users} users are logged out; ${ended.sessions} sessions ended.`)
  })
}

/** All accounts, a page at a time. */
async function* pages({ store }: AccountsEnvironment): AsyncGenerator<readonly Account[]> {
  for (let after = 0; ; ) {
    const page = await store.list({ after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.id
  }
}

async function list(accounts: AccountsEnvironment, { json }: { json?: true }): Promise<void> {
  for await (const page of pages(accounts)) {
    for (const account of page) console.log(json ? JSON.stringify(publicFields(account)) : describe(account))
  }
}

const describe = ({ id, username, email, isActive, isStaff, isSuperuser }: Account): string => {
  const marks = [isActive ? null : 'inactive', isStaff ? 'staff' : null, isSuperuser ? 'superuser' : null].filter((mark) => mark !== null)
  return [id, username, email || '-', marks.join(', ')].join('\t').trimEnd()
}

/** Everything but the hash: what a list shows ends up in logs and tickets. */
const publicFields = ({ password: _hash, ...account }: Account) => account

/** A line that counts up at a terminal; silence in a log. */
function showProgress(total: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (done) => process.stderr.write(done === total ? '\r\u001b[K' : `\r${done} of ${total}`)
}
