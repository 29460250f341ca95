import type { Generated } from 'kysely'
import type { StoredBoolean, StoredTime } from '../stored-values.ts'

/** Django's own tables, with Django's names and meaning (`django.contrib.auth`, SimpleJWT's `token_blacklist`). */
export interface DjangoTables {
  auth_user: {
    id: Generated<number>
    /** A Django hash string, at most 128 characters. */
    password: string
    last_login: StoredTime | null
    is_superuser: StoredBoolean
    username: string
    first_name: string
    last_name: string
    email: string
    is_staff: StoredBoolean
    is_active: StoredBoolean
    date_joined: StoredTime
  }
  token_blacklist_outstandingtoken: {
    id: Generated<number>
    /** Header and payload; Latchkey leaves the signature out, so that a copy of the table logs nobody in. */
    token: string
    created_at: StoredTime | null
    expires_at: StoredTime
    user_id: number | null
    jti: string
  }
  token_blacklist_blacklistedtoken: {
    id: Generated<number>
    blacklisted_at: StoredTime
    /** UNIQUE: this row decides every race for one refresh token, Django's part in it included. */
    token_id: number
  }
}
