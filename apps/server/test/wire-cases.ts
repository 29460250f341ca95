import { createReplay, type Dialect, describeFailures, environmentFor, loadCases, OPTIONAL_TAGS, selectCases } from '@latchkey/conformance'
import { describe, expect, test } from 'vitest'
import { importFixtures, QUICK_HASHES } from './fixture-users.ts'
import { type DatabaseKind, testApp } from './test-app.ts'

/** Guesses more often than any limit lets it. */
const GUESSING = 'default'

const DIALECTS: readonly Dialect[] = ['5.2', '5.5']

/** Limits change no answer where the cases stay under them: in one dialect they are on. */
const limitsOf = (profile: string, dialect: Dialect): Record<string, string> =>
  dialect === '5.2' && profile !== GUESSING ? { LATCHKEY_THROTTLE: 'on' } : {}

/** Replays every recorded case on one kind of database; each kind has a file of its own, so that they run side by side. */
export function replayWireCases(database: DatabaseKind): void {
  describe.each(DIALECTS)(`on ${database}, the REST face in dialect %s answers as Django does`, (dialect) => {
    const cases = selectCases(loadCases(dialect), { skipTags: OPTIONAL_TAGS })
    const profiles = [...new Set(cases.map(({ profile }) => profile))]

    test.each(profiles)('with the settings of profile %s', { timeout: 300_000 }, async (profile) => {
      await using service = await testApp({
        database,
        env: { ...environmentFor(profile, dialect), ...QUICK_HASHES, ...limitsOf(profile, dialect) },
      })
      await importFixtures(service.database)
      const own = cases.filter((one) => one.profile === profile)
      const results = await createReplay({ base: service.base, profile }).run(own)
      expect(describeFailures(results)).toBe('')
      expect(results.length).toBe(own.length)
    })
  })
}
