/** A row of `auth_user`, in the service's own terms. */
export interface Account {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly isActive: boolean
  readonly isStaff: boolean
  readonly isSuperuser: boolean
  /** A Django hash string, or `!…` where no password can match. */
  readonly password: string
  readonly dateJoined: Date
  readonly lastLogin: Date | null
}

/** What has to be known of an account with every request of its bearer. */
export interface Identity extends Pick<Account, 'id' | 'username' | 'isActive' | 'isStaff' | 'password'> {
  /** Whole seconds since 1970; tokens issued before it are refused, unless their session lives on. */
  readonly epoch: number
}

/** What the profile claims and the profile page show. */
export interface Profile {
  readonly fullName: string
  readonly bio: string
  readonly image: string
  readonly verified: boolean
}

/** The profile of an account that has no row of its own yet. */
export const BLANK_PROFILE: Profile = { fullName: '', bio: '', image: 'default.jpg', verified: false }
