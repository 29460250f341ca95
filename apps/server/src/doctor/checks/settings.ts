import type { DoctorEnvironment } from '../environment.ts'
import { error, note, ok, type Statement, warning } from '../finding.ts'
import type { SettingComparison } from '../setting-comparison.ts'

/** Where Django's settings and these differ. */
export function checkSettings({ comparisons }: Pick<DoctorEnvironment, 'comparisons'>): Statement[] {
  if (comparisons === null) {
    return [
      note("Django's settings are not compared.", {
        mend: 'Give them with --settings FILE; `latchkey doctor --help` says how to write that file.',
      }),
    ]
  }
  const equal = comparisons.filter(({ verdict }) => verdict === 'equal')
  return [
    ...comparisons.filter(({ verdict }) => verdict !== 'equal').map(describe),
    ok(equal.length === 1 ? '1 setting is equal.' : `${equal.length} settings are equal.`, {
      detail: equal.map(({ name }) => name).join(', ') || null,
    }),
  ]
}

function describe({ name, django, latchkey, verdict, breaks, mend }: SettingComparison): Statement {
  const say = breaks ? error : warning
  const title = verdict === 'different' ? `${name} is different.` : `${name} is not supported.`
  return say(title, { detail: `Django: ${django}\nhere:   ${latchkey}`, mend })
}
