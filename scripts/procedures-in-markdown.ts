import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appRouter } from '@latchkey/contract/router'
import { typeInWords } from './type-in-words.ts'

const ROUTER = join(import.meta.dirname, '../packages/contract/src/router')

/** Who may call, by the builder that a procedure is made with. */
const CALLERS: Record<string, string> = {
  public: 'open to anybody',
  protected: 'needs an access token',
  admin: "needs a staff member's access token",
}

interface Procedure {
  readonly _def: { readonly type: string; readonly inputs?: readonly unknown[]; readonly output?: unknown }
}

const SOURCES = globSync('**/*.ts', { cwd: ROUTER }).map((file) => readFileSync(join(ROUTER, file), 'utf8'))

/** What the source says of a procedure: the words above it, and its builder. */
function sourceOf(path: string): { about: string; builder: string } {
  const [name = '', group] = path.split('.').reverse()
  const source = SOURCES.find((text) => text.includes(group === undefined ? `export const ${name} = ` : `export const ${group} = router(`))
  const found = new RegExp(`(?:/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s*)?(?:export const ${name} =|\\b${name}:)\\s+(\\w+)Procedure\\b`).exec(
    source ?? '',
  )
  if (!found) throw new Error(`The source of the procedure ${path} was not found.`)
  const [, comment = '', builder = ''] = found
  const about = comment
    .replaceAll(/\s*\n\s*\* ?/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .trim()
  return { about, builder }
}

function section(path: string, { _def }: Procedure): string {
  const { about, builder } = sourceOf(path)
  const input = _def.inputs?.[0]
  return [
    `### ${path}`,
    `A ${_def.type}; ${CALLERS[builder] ?? builder}.${about === '' ? '' : ` ${about}`}`,
    `\`\`\`ts\ninput: ${input === undefined ? 'nothing' : typeInWords(input, 'input')}\noutput: ${typeInWords(_def.output, 'output')}\n\`\`\``,
  ].join('\n\n')
}

/** docs/procedures.md: every procedure of the typed face, from the router itself and the words in its source. */
export function proceduresPage(): string {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
  const groups = Map.groupBy(procedures, ([path]) => path.split('.').slice(0, -1).join('.'))
  const chapters = [...groups].map(([group, members]) =>
    [`## ${group === '' ? 'Alone' : group}`, ...members.map(([path, procedure]) => section(path, procedure))].join('\n\n'),
  )
  return `${[
    '# Procedures of the typed face',
    "This page is made from the schemas by `pnpm run docs`. Every procedure answers at `/trpc`; `createLatchkeyClient` and the React hooks have them with their types, and [client.md](client.md) tells how the session works. The schemas, with their limits and messages, are in `@latchkey/contract`; a refused call carries one of that package's error codes.",
    ...chapters,
  ].join('\n\n')}\n`
}
