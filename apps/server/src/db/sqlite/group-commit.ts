import { AuthError } from '@latchkey/contract'
import { Availability } from '../availability.ts'
import type { Unit } from '../unit.ts'
import { commit, rollBack, type Writing, writeUnits } from './commit-units.ts'
import { isBroken, isBusy, type SqliteConnection } from './connection.ts'
import { Disk } from './disk.ts'

/** Milliseconds after which a group tries again for the lock that another process holds, and after which it gives up. */
const RETRY = 25
const PATIENCE = 5_000

/** Seconds after which it makes sense to try again what a full disk refused. */
const AWAY_RETRY_AFTER = 10

/**
 * A group of so many is the sign of a busy server, which a thread for the disk serves well; so are so many groups in a row. A smaller
 * group takes two turns of the event loop.
 */
const BUSY_GROUP = 4
const BUSY_GROUPS = 32
/** Groups that are forgotten in a millisecond. */
const FORGOTTEN = 0.016
/** Milliseconds for which a group waits for more, as long as every turn of the event loop brings some. */
const GATHERING = 2
/** A group of so many is committed at once, before even the replies to the last one go out: all that can be done while the disk is at work. */
const FULL_GROUP = 16

interface Waiting extends Writing {
  /** When it came, in milliseconds. */
  readonly since: number
}

interface Written {
  readonly group: readonly Waiting[]
  readonly tell: readonly (() => void)[]
}

/**
 * Writes units in groups: all that arrive while the disk is at work, or in one turn of the event loop, share one commit and so one
 * wait for the disk. One that fails takes nothing else with it; none resolves before what was committed is durable.
 *
 * At first SQLite itself waits for the disk, and the event loop with it; once a server is busy, a thread does.
 */
export class GroupCommit {
  readonly availability = new Availability()
  readonly #connection: SqliteConnection
  readonly #disk: Disk
  #waiting: Waiting[] = []
  #isGathering = false
  /** What is to be committed in the next turn. */
  #uncommitted: Written | null = null
  /** What waits for the disk. */
  #committed: Written | null = null
  /** Set once it is not known whether everything that was committed is durable, or at the end: then nothing more is acknowledged. */
  #failure: Error | null = null
  #isClosing = false
  /** Groups that SQLite has synced lately, and when the last one was. */
  readonly #lately = { groups: 0, at: 0 }

  constructor(connection: SqliteConnection, path: string) {
    this.#connection = connection
    this.#disk = new Disk(path, {
      onReady: () => {
        connection.copiesLog = false
      },
      onDurable: () => this.#tell(),
      onIdle: () => this.#gather(0),
      onFailure: (error) => this.#fail(error),
    })
  }

  /** Throws if nothing can be acknowledged any more. */
  assertAble(): void {
    if (this.#failure !== null) throw this.#failure
  }

  write<T>(begin: () => Unit<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ begin, resolve: (value) => resolve(value as T), reject, since: performance.now() })
      if (this.#waiting.length > 1 || this.#isGathering) return
      this.#isGathering = true
      setImmediate(() => this.#gather(0))
    })
  }

  /** Commits what is waiting, and resolves once it is durable. What comes later is refused: somebody may have left while it was prepared. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.settle()
    await this.#disk.end()
    this.#flush()
    this.#failure ??= new AuthError('unavailable', { retryAfter: AWAY_RETRY_AFTER })
  }

  /**
   * Commits, unless the turn that has just ended brought more units than there were `before`: then more are to be expected, and wanted
   * if there are few.
   */
  #gather(before: number): void {
    const [first] = this.#waiting
    const count = this.#waiting.length
    const isGrowing = this.#disk.isReady && count > before && count < FULL_GROUP
    this.#isGathering = first !== undefined && isGrowing && performance.now() - first.since < GATHERING
    if (this.#isGathering) setImmediate(() => this.#gather(count))
    else this.#flush()
  }

  #flush(): void {
    const group = this.#waiting
    // Whoever comes back from the disk takes along what has gathered meanwhile.
    if (group.length === 0 || this.#uncommitted !== null || this.#disk.isBusy) return
    this.#waiting = []
    try {
      this.assertAble()
      if (this.#disk.isReady) this.#writeForDisk(group)
      else this.#commitDurably(group)
    } catch (error) {
      this.#refuseOrRetry(group, error)
    }
  }

  #commitDurably(group: readonly Waiting[]): void {
    this.#connection.endRead()
    this.#connection.syncs = true
    const tell = writeUnits(this.#connection, group)
    commit(this.#connection)
    this.availability.tell(null)
    for (const one of tell) one()
    if (this.#hasMuchToWrite(group.length) && !this.#isClosing) this.#disk.start()
  }

  /** To be asked once for each group. */
  #hasMuchToWrite(units: number): boolean {
    const now = performance.now()
    this.#lately.groups = 1 + Math.max(0, this.#lately.groups - (now - this.#lately.at) * FORGOTTEN)
    this.#lately.at = now
    return units >= BUSY_GROUP || this.#lately.groups > BUSY_GROUPS
  }

  #writeForDisk(group: readonly Waiting[]): void {
    this.#connection.endRead()
    this.#connection.syncs = false
    this.#uncommitted = { group, tell: writeUnits(this.#connection, group) }
    // Small groups are those of logins, which find cold caches and take long: nobody else should have to wait for all of one.
    if (group.length < BUSY_GROUP && !this.#isClosing) setImmediate(() => this.settle())
    else this.settle()
  }

  /**
   * Commits what has been written and is still open, if anything: in the turn after, or before a query beside units. Units that only
   * read may see it before, as they see what is committed but not yet durable.
   */
  settle(): void {
    const written = this.#uncommitted
    if (written === null) return
    this.#uncommitted = null
    try {
      // SQLite ends a transaction in which a read meets a broken file, and the next read begins another one.
      this.#connection.endRead()
      if (this.#disk.isReady && this.#connection.inTransaction) {
        commit(this.#connection)
        this.availability.tell(null)
        this.#committed = written
        this.#disk.sync()
      } else {
        // It is gone, or the thread that was to sync it.
        rollBack(this.#connection)
        this.#commitDurably(written.group)
      }
    } catch (error) {
      this.#refuseOrRetry(written.group, error)
    }
    // Not at once: whoever has asked for this needs the connection now.
    if (!this.#disk.isBusy) setImmediate(() => this.#gather(0))
  }

  #tell(): void {
    const committed = this.#committed
    this.#committed = null
    for (const tell of committed?.tell ?? []) tell()
  }

  #fail(error: Error): void {
    process.emitWarning(error)
    this.#connection.copiesLog = true
    const committed = this.#committed
    this.#committed = null
    if (committed !== null) {
      this.#failure = new AuthError('unavailable', { retryAfter: AWAY_RETRY_AFTER, cause: error })
      this.availability.tell(error.message)
      for (const { reject } of committed.group) reject(this.#failure)
    }
    this.#gather(0)
  }

  #refuseOrRetry(group: readonly Waiting[], error: unknown): void {
    if (isBusy(error)) {
      this.#comeBack(group)
      return
    }
    const failure = isBroken(error) ? new AuthError('unavailable', { retryAfter: AWAY_RETRY_AFTER, cause: error }) : error
    if (isBroken(error)) this.availability.tell(error.message)
    for (const { reject } of group) reject(failure)
  }

  /** Another process is writing: the event loop goes on meanwhile, and whoever has waited too long is told so. */
  #comeBack(group: readonly Waiting[]): void {
    const deadline = performance.now() - PATIENCE
    for (const { since, reject } of group) if (since <= deadline) reject(new AuthError('too_busy', { retryAfter: 1 }))
    this.#waiting = [...group.filter(({ since }) => since > deadline), ...this.#waiting]
    if (this.#waiting.length > 0) setTimeout(() => this.#flush(), RETRY)
  }
}
