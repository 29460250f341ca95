import { text } from 'node:stream/consumers'
import { InvalidArgumentError } from 'commander'

/** Asks twice for a new password at the terminal, without showing it. Throws where there is no terminal; `instead` says what to do then. */
export async function askPassword(instead: string): Promise<string> {
  if (!process.stdin.isTTY) throw new InvalidArgumentError(`There is no terminal to ask at: ${instead}.`)
  const { password: hidden } = await import('@inquirer/prompts')
  for (;;) {
    const password = await hidden({ message: 'Password:', mask: false })
    if (password === (await hidden({ message: 'Password (again):', mask: false }))) return password
    console.error("The two passwords didn't match.")
  }
}

/** Asks at the terminal whether to go on. Throws where there is no terminal; `instead` says what to do then. */
export async function confirm(question: string, instead: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new InvalidArgumentError(`There is no terminal to ask at: ${instead}.`)
  const prompts = await import('@inquirer/prompts')
  return prompts.confirm({ message: question, default: false })
}

/** A password that is piped in: everything up to the last line break. */
export async function readPassword(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
