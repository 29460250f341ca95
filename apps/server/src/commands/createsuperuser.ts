import { AuthError, Email, Username } from '@latchkey/contract'
import { type Command, InvalidArgumentError } from 'commander'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import { createSuperuser } from '../accounts/create-superuser.ts'
import { superuserEnvironment } from '../config/superuser-environment.ts'
import { askPassword } from './ask-password.ts'
import { withNewRules } from './with-rules.ts'

interface Options {
  username?: string
  email?: string
  /** Commander's form of `--no-input`. */
  input: boolean
}

interface Superuser {
  username: string
  email: string
  password: string
}

export const addCreateSuperuser = (program: Command): Command =>
  program
    .command('createsuperuser')
    .description('make an account with every right')
    .option('--username <name>', 'without it: asked for, or DJANGO_SUPERUSER_USERNAME')
    .option('--email <address>', 'without it: asked for, or DJANGO_SUPERUSER_EMAIL; may be blank')
    .option('--no-input', 'ask nothing: the password comes from DJANGO_SUPERUSER_PASSWORD')
    .action((options: Options) =>
      withNewRules(async ({ accounts }) => {
        const superuser = options.input ? await ask(options) : given(options)
        await mindPolicy(accounts, superuser, options)
        try {
          await createSuperuser(accounts, superuser)
        } catch (error) {
          if (error instanceof AuthError && error.fields) throw new Error(describe(error.fields))
          throw error
        }
        console.log(`Superuser ${superuser.username} created.`)
      }),
    )

/** What `--no-input` has to go by: options first, then Django's environment variables. */
function given(options: Options): Superuser {
  const env = superuserEnvironment()
  const username = options.username ?? env.username
  if (!username) throw new InvalidArgumentError('--no-input needs --username or DJANGO_SUPERUSER_USERNAME.')
  if (!env.password) throw new InvalidArgumentError('--no-input needs DJANGO_SUPERUSER_PASSWORD.')
  return { username, email: options.email ?? env.email ?? '', password: env.password }
}

/** Asks for what the options leave open; the password is not shown. */
async function ask(options: Options): Promise<Superuser> {
  if (!process.stdin.isTTY) throw new InvalidArgumentError('There is no terminal to ask at: use --no-input.')
  const { input } = await import('@inquirer/prompts')
  const username =
    options.username ?? (await input({ message: 'Username:', required: true, validate: (name) => problemOf(Username.safeParse(name)) }))
  const email =
    options.email ?? (await input({ message: 'Email address (may be blank):', validate: (email) => problemOf(Email.safeParse(email)) }))
  return { username, email, password: await askPassword('use --no-input') }
}

/** A password that the policy refuses: as in Django, the operator is asked whether it may be all the same, and without a terminal only told. */
async function mindPolicy({ passwordPolicy }: AccountsEnvironment, superuser: Superuser, { input }: Options): Promise<void> {
  const messages = passwordPolicy.messages(superuser.password, { ...superuser, firstName: '', lastName: '' })
  if (messages.length === 0) return
  console.error(messages.join('\n'))
  if (!input) return
  const { confirm } = await import('@inquirer/prompts')
  const isWanted = await confirm({ message: 'Bypass password validation and create user anyway?', default: false })
  if (!isWanted) throw new Error('No superuser was made.')
}

/** What a prompt wants to hear: true, or the first thing that is wrong. */
const problemOf = ({ error }: { error?: { issues: { message: string }[] } | undefined }): string | true => error?.issues[0]?.message ?? true

const describe = (fields: Record<string, string[]>): string =>
  Object.entries(fields)
    .map(([name, messages]) => `${name}: ${messages.join(' ')}`)
    .join('\n')
