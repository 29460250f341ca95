import { NewUser, UserPassword, UserUpdate } from '@latchkey/contract'

// Apart from those of the first page: nobody needs these to sign in.
export { NewUser }

/** What the form of a user's page holds; whose page it is, its address says. */
export const UserFields = UserUpdate.omit({ id: true })

export const UserPasswordField = UserPassword.omit({ id: true })
