// A module of its own, loaded beside the first page: Zod is a sixth of what the sign-in page would load otherwise.
export { Credentials, DashboardText, PasswordChange, ProfileUpdate, Registration } from '@latchkey/contract'
