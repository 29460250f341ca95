import type { AuditRecord } from '../audit/audit-event.ts'
import type { Account, Identity, Profile } from './account.ts'

/** `id` is given only where another system has given it already. */
export type NewAccount = Omit<Account, 'id' | 'lastLogin'> & { readonly id?: number; readonly profile: Profile }

/** A value of a row: what JSON has a form for, and times. */
export type ColumnValue = string | number | bigint | boolean | Date | null

/** What an account may be named by when it logs in. */
export type LoginField = 'username' | 'email'

/** How an account is deleted. */
export interface AccountRemoval {
  /** The hash, as it was when the password was checked. */
  readonly password?: string
  readonly mayBeLastSuperuser: boolean
  /** Recorded with it. */
  readonly event: AuditRecord
}

export type RemovalOutcome =
  | 'removed'
  | 'gone'
  /** The hash is another one by now. */
  | 'changed'
  | 'last_superuser'
  /** Tables that are none of ours refer to it. */
  | 'in_use'

/** Where accounts are kept. Each method is one atomic unit that resolves after its commit. */
export interface AccountStore {
  /** Which field names an account where nothing else is said (USERNAME_FIELD). */
  readonly loginField: LoginField
  /** What any login or token names an account by: `create` lets no two have the same. */
  readonly identifiers: readonly LoginField[]
  /** Whether accounts have addresses here at all. */
  readonly keepsEmail: boolean
  findById(id: number): Promise<Account | null>
  /** The account of that login name; null as well for a name that several accounts share. Case and Unicode form count, as in Django. */
  findByLogin(name: string, field?: LoginField): Promise<Account | null>
  /** Whether any account has this name or address. */
  isTaken(field: LoginField, text: string): Promise<boolean>
  findByUsername(username: string): Promise<Account | null>
  /** Accounts whose address is this one but for the case of its letters, the oldest ten. Letters that are not ASCII may or may not differ in case. */
  listByEmail(email: string): Promise<readonly Account[]>
  /** Less than `find…` reads, and faster: the hot path of every request. */
  identifyById(id: number): Promise<Identity | null>
  /** By name a token may speak of an earlier bearer of it: here the epoch is not before the account was made. */
  identifyByUsername(username: string): Promise<Identity | null>
  /** Null as well for an address that several accounts share: it identifies none of them. */
  identifyByEmail(email: string): Promise<Identity | null>
  /**
   * Returns the new account's id, or null if the username, another of `identifiers` or the given id is taken, whoever won the race.
   * `event` goes into the audit trail with it.
   */
  create(account: NewAccount, event?: (id: number) => AuditRecord): Promise<number | null>
  /** Replaces the hash if it is still `from`; false if somebody else changed it meanwhile. */
  replacePassword(id: number, change: { from: string; to: string }): Promise<boolean>
  /** Accounts in the order of their ids, those after `after` and no more than `limit`. */
  list(page: { after: number; limit: number }): Promise<readonly Account[]>
  /** Lets an account log in again; false if there is none. `SessionStore.deactivate` is the other way. */
  activate(id: number): Promise<boolean>
  /** The hash strings of some of the oldest and the newest accounts. */
  sampleHashes(): Promise<readonly string[]>
  recordLogin(id: number, at: Date): Promise<void>
  /** Deletes an account with its profile, sessions and tokens of every kind, and makes its audit trail anonymous. */
  remove(id: number, removal: AccountRemoval): Promise<RemovalOutcome>
  profileOf(id: number): Promise<Profile>
  /** The account's whole row by the names of its columns, without the password; empty if there is no such account. */
  rowOf(id: number): Promise<Readonly<Record<string, ColumnValue>>>
  /** Changes only the fields that are given; returns the whole profile. */
  updateProfile(id: number, update: Partial<Profile>): Promise<Profile>
}
