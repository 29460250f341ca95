import { USERNAME_TAKEN } from '../../../accounts/register.ts'
import { checkEmail } from '../drf/fields/email.ts'
import type { Check, TextField } from '../drf/fields/field.ts'
import { readOnly, text } from '../drf/fields/text.ts'
import { checkUsername, MAX_USERNAME_LENGTH, USERNAME_HELP } from '../drf/fields/username.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { RegistrationForm, RegistrationRules } from '../rest-services.ts'
import { customRegisterView } from './custom-register.ts'
import { fitsColumn, MAX_EMAIL_LENGTH, passwordChecks } from './register-checks.ts'

/** DRF's `CreateAPIView` over Django's own user model. Open to everybody, but a bad token is refused. */
export function registerView(registration: RegistrationRules, options: { uniqueEmail: boolean; form: RegistrationForm | null }): View {
  if (options.form) return customRegisterView(registration, options.form)
  return serializerView({
    name: 'Register',
    bearer: 'checked',
    fields: [
      readOnly('id', { type: 'integer', label: 'ID' }),
      usernameField(registration),
      options.uniqueEmail ? uniqueEmailField(registration) : EMAIL,
      text('password', { checksBefore: passwordChecks(registration) }),
    ],
    async post(values, { client }) {
      const { id, username, email } = await registration.register(values, client)
      return { status: 201, data: { id, username, email } }
    },
  })
}

function usernameField(registration: RegistrationRules): TextField<'username'> {
  const isFree: Check = async (username) =>
    fitsColumn(username, MAX_USERNAME_LENGTH) && (await registration.usernameTaken(username)) ? USERNAME_TAKEN : null
  return text('username', { helpText: USERNAME_HELP, maxLength: MAX_USERNAME_LENGTH, checksBefore: [checkUsername, isFree] })
}

const EMAIL = text('email', {
  type: 'email',
  label: 'Email address',
  maxLength: MAX_EMAIL_LENGTH,
  required: false,
  allowBlank: true,
  invalid: 'Enter a valid email address.',
  checksAfter: [checkEmail],
})

function uniqueEmailField(registration: RegistrationRules): TextField<'email'> {
  const isFree: Check = async (email) =>
    fitsColumn(email, MAX_EMAIL_LENGTH) && (await registration.emailTaken(email)) ? 'This field must be unique.' : null
  return text('email', {
    type: 'email',
    maxLength: MAX_EMAIL_LENGTH,
    invalid: 'Enter a valid email address.',
    checksBefore: [isFree],
    checksAfter: [checkEmail],
  })
}
