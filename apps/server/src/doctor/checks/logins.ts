import type { DoctorEnvironment } from '../environment.ts'
import { count, figure } from '../figures.ts'
import { ok, type Statement } from '../finding.ts'
import type { HashCensus } from '../hash-census.ts'

const rate = (perSecond: number): string => (perSecond < 10 ? perSecond.toFixed(1) : figure(perSecond))

/** How many logins this machine can hash, now and later. */
export async function checkLogins({ measureLogins, algorithms }: DoctorEnvironment, census: HashCensus): Promise<Statement[]> {
  if (!measureLogins) return []
  const { now, upgraded, cores } = await measureLogins(census, algorithms)
  const later = `${rate(upgraded)} logins a second`
  const data = { now, upgraded, cores }
  const detail = `Measured on ${count(cores, 'core')}, which hash and do nothing else.`
  if (now === null) return [ok(`This machine can do ${later} with ${algorithms[0]}.`, { detail, data })]
  return [
    ok(`This machine can do ${rate(now)} logins a second with the stored hashes, ${later} once all are ${algorithms[0]}.`, {
      detail,
      data,
    }),
  ]
}
