import type { Examination } from '../environment.ts'
import { ok, type Statement, warning } from '../finding.ts'

/** The newest migration of each app that Latchkey has been tried with, and the oldest whose tables it understands. */
const APPS: Readonly<Record<string, { oldest: number; newest: number; of: string }>> = {
  auth: { oldest: 12, newest: 12, of: 'django.contrib.auth' },
  token_blacklist: { oldest: 8, newest: 13, of: "SimpleJWT's blacklist app" },
}

const numberOf = (migration: string): number => Number(/^\d+/.exec(migration)?.[0] ?? Number.NaN)

function ofApp({ app, name }: { app: string; name: string }): Statement[] {
  const known = APPS[app]
  if (!known) return []
  const number = numberOf(name)
  if (number < known.oldest)
    return [
      warning(`${known.of} stands at ${name}, older than Latchkey has been tried with.`, {
        mend: `Run \`python manage.py migrate ${app}\`.`,
      }),
    ]
  if (!(number <= known.newest)) return [warning(`${known.of} stands at ${name}, which is newer than this Latchkey.`)]
  return [ok(`${known.of} stands at ${name}.`)]
}

/** Which versions of Django's tables these are. */
export async function checkDjangoMigrations({ store, tables }: Examination): Promise<Statement[]> {
  if (!tables.has('django_migrations')) return []
  return (await store.djangoMigrations()).flatMap(ofApp)
}
