import { int } from '@latchkey/python'
import { decodeUnverified } from '@latchkey/tokens'
import { type ExactTime, type ImportSource, isSameAccount, type SourceToken } from './import-source.ts'
import type { ImportTarget, TargetToken } from './import-target.ts'

export interface OwnerEnvironment {
  readonly source: Pick<ImportSource, 'accounts'>
  readonly target: Pick<ImportTarget, 'accountsNamed' | 'takenIds'>
  /** The claim that names the user, and the column that it holds. */
  readonly userIdClaim: string
  readonly userIdField: string
  readonly now: ExactTime
}

/**
 * Finds the user here of every token. A live token that names an account of somebody else here is to be blacklisted: its user was
 * skipped or got another id, or is long gone.
 */
export async function findOwners(environment: OwnerEnvironment, tokens: readonly SourceToken[]): Promise<TargetToken[]> {
  const { now } = environment
  const owners = await ownersHere(environment, new Set(tokens.flatMap(({ userId }) => (userId === null ? [] : [userId]))))
  const claimed = new Map(tokens.map((token) => [token, token.userId ?? claimedId(environment, token)]))
  const taken = await environment.target.takenIds([...new Set([...claimed.values()].filter((id) => id !== null))])

  function opensAnother(token: SourceToken): boolean {
    const owner = token.userId === null ? null : (owners.get(token.userId) ?? null)
    // A name or an address leads to whoever has it here.
    if (environment.userIdField !== 'id') return owner === null
    const id = claimed.get(token) ?? null
    return id !== null && owner !== id && taken.has(id)
  }

  return tokens.map((token) => ({
    id: token.id,
    jti: token.jti,
    unsigned: token.token.split('.', 2).join('.'),
    userId: token.userId === null ? null : (owners.get(token.userId) ?? null),
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    endedAt: token.expiresAt > now && opensAnother(token) ? now : null,
  }))
}

/** The ids here of the source's users, by their ids there. */
export async function ownersHere(
  { source, target }: Pick<OwnerEnvironment, 'source' | 'target'>,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, number>> {
  const there = await source.accounts([...ids])
  const here = new Map((await target.accountsNamed(there.map(({ login }) => login))).map((account) => [account.login, account]))
  return new Map(
    there.flatMap((account) => {
      const found = here.get(account.login)
      return found && isSameAccount(account, found) ? [[account.id, found.id] as const] : []
    }),
  )
}

/** The id that a token of a deleted user goes on naming. */
function claimedId({ userIdClaim, userIdField }: OwnerEnvironment, { token }: SourceToken): number | null {
  if (userIdField !== 'id') return null
  const claim = decodeUnverified(token)?.get(userIdClaim)
  const id = typeof claim === 'string' || typeof claim === 'number' ? int(claim) : null
  return id !== null && id > 0n && id <= 2_147_483_647n ? Number(id) : null
}
