import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest of all; begun last, it would leave the other cores idle at the end. */
const LONGEST = /\/(wire-\w+|every-page|commands|passwords)\.test\.ts$/

/** Vitest's own order, but the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { first = [], rest = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) => (LONGEST.test(moduleId) ? 'first' : 'rest'))
    return [...first, ...rest]
  }
}
