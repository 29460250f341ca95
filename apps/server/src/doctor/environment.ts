import type { TokenSettings } from '@latchkey/tokens'
import type { Column, DoctorStore } from './doctor-store.ts'
import type { HashCensus } from './hash-census.ts'
import type { LoginRate } from './login-rate.ts'
import type { SettingComparison } from './setting-comparison.ts'

/** What the doctor looks at. */
export interface DoctorEnvironment {
  readonly clock: () => Date
  /** Null where there is no database yet. */
  readonly store: DoctorStore | null
  /** Where users are kept; the columns by their names in Django's own table, null for those that do not exist. */
  readonly userTable: {
    readonly table: string
    readonly columns: Readonly<Record<string, string | null>>
    readonly login: 'username' | 'email'
  }
  /** Why Latchkey could not write there; null if it could. */
  readonly writeProblem: string | null
  /** The password formats that are read here; the first one is written. */
  readonly algorithms: readonly string[]
  /** How tokens are signed; a reason in words where they cannot be, and null where the first start will make a key. */
  readonly tokens: TokenSettings | string | null
  /** The column that the user claim holds. */
  readonly userIdField: string
  readonly registration: { readonly validatesPasswords: boolean; readonly uniqueEmail: boolean }
  /** Each setting beside Django's; null where Django's are not known. */
  readonly comparisons: readonly SettingComparison[] | null
  /** Measures this machine; null to leave that out. */
  readonly measureLogins: ((census: HashCensus, algorithms: readonly string[]) => Promise<LoginRate>) | null
}

/** The part of the environment that every check after the first may rely on: a user table that Latchkey understands. */
export interface Examination extends Omit<DoctorEnvironment, 'store'> {
  readonly store: DoctorStore
  readonly tables: ReadonlyMap<string, readonly Column[]>
  readonly census: HashCensus
}
