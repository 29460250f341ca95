import { hasherOf } from '../accounts/passwords/hashers.ts'
import { describeHash } from './describe-hash.ts'
import type { DoctorStore } from './doctor-store.ts'

const PAGE = 5_000
/** Work factors that are told apart; the accounts of any further ones are counted together, so that memory stays bounded. */
const MOST_GROUPS = 200
const EXAMPLES = 5

/** The accounts whose hashes have the same format and work factor. */
export interface HashGroup {
  readonly algorithm: string
  readonly work: string
  accounts: number
  active: number
  /** Accounts whose next login writes a new hash. */
  outdated: number
  /** One of the hashes, to measure with. Never to be shown. */
  readonly sample: string
}

export interface HashCensus {
  readonly accounts: number
  readonly unusable: number
  readonly groups: readonly HashGroup[]
  /** Accounts in formats that nobody can read, by the format's name. */
  readonly unreadable: ReadonlyMap<string, { accounts: number; ids: number[] }>
}

export const EMPTY_CENSUS: HashCensus = { accounts: 0, unusable: 0, groups: [], unreadable: new Map() }

/** Counts the stored hashes of every account, page by page. `algorithms`: the formats that are read here, the first one is written. */
export async function takeHashCensus(store: Pick<DoctorStore, 'hashes'>, algorithms: readonly string[]): Promise<HashCensus> {
  const groups = new Map<string, HashGroup>()
  const unreadable = new Map<string, { accounts: number; ids: number[] }>()
  let accounts = 0
  let unusable = 0

  function count(encoded: string, id: number, isActive: boolean): void {
    const hash = describeHash(encoded)
    if (hash.kind === 'unusable') {
      unusable += 1
      return
    }
    if (hash.kind === 'unreadable') {
      const known = unreadable.has(hash.algorithm) || unreadable.size < MOST_GROUPS ? hash.algorithm : 'others'
      const entry = entryOf(unreadable, known, () => ({ accounts: 0, ids: [] }))
      entry.accounts += 1
      if (entry.ids.length < EXAMPLES) entry.ids.push(id)
      return
    }
    const { algorithm } = hash
    const isKept = groups.has(hash.cost) || groups.size < MOST_GROUPS
    const group = entryOf(groups, isKept ? hash.cost : algorithm, () => ({
      algorithm,
      work: isKept ? hash.work : 'others',
      accounts: 0,
      active: 0,
      outdated: 0,
      sample: encoded,
    }))
    group.accounts += 1
    if (isActive) group.active += 1
    if (algorithm !== algorithms[0] || hasherOf(encoded)?.isOutdated(encoded)) group.outdated += 1
  }

  for (let after = 0; ; ) {
    const page = await store.hashes({ after, limit: PAGE })
    for (const { id, password, isActive } of page) count(password, id, isActive)
    accounts += page.length
    const last = page.at(-1)
    if (!last) break
    after = last.id
  }
  return { accounts, unusable, groups: [...groups.values()].sort((a, b) => b.accounts - a.accounts), unreadable }
}

function entryOf<Value>(entries: Map<string, Value>, key: string, create: () => Value): Value {
  let entry = entries.get(key)
  if (entry === undefined) {
    entry = create()
    entries.set(key, entry)
  }
  return entry
}
