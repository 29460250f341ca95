import { EMAIL_TAKEN, USERNAME_TAKEN } from '../../../accounts/register.ts'
import { checkEmail } from '../drf/fields/email.ts'
import type { Check, Field } from '../drf/fields/field.ts'
import { readOnly, text } from '../drf/fields/text.ts'
import { checkUsername, MAX_USERNAME_LENGTH, USERNAME_HELP } from '../drf/fields/username.ts'
import { Refusal } from '../drf/refusal.ts'
import { serializerView, type View } from '../drf/view.ts'
import type { RegistrationField, RegistrationForm, RegistrationRules } from '../rest-services.ts'
import { fitsColumn, MAX_EMAIL_LENGTH, passwordChecks } from './register-checks.ts'

const MISMATCH = 'Password Fields Does Not Match'

/** The registration for a user model of one's own: its fields in its order, and a reply of those that are no passwords. */
export function customRegisterView(registration: RegistrationRules, { fields }: RegistrationForm): View {
  const names = fields.map(({ name }) => name)
  return serializerView<string>({
    name: 'Register',
    bearer: 'checked',
    fields: fields.map((field) => fieldOf(field, registration)),
    async post(values, { client }) {
      const { email = '', username = '', password = '', password2 = password } = values
      if (password2 !== password) throw new Refusal(400, { password: [MISMATCH] })
      const made = await registration.register({ username, email, password }, client)
      const shown = names.filter((name) => name === 'id' || name === 'email' || name === 'username')
      return { status: 201, data: Object.fromEntries(shown.map((name) => [name, made[name]])) }
    },
  })
}

function fieldOf(field: RegistrationField, registration: RegistrationRules): Field<string> {
  const { name, required = true, unique = name === registration.loginField, ...given } = field
  const label = given.label === undefined ? {} : { label: given.label }
  const common = { ...label, required, allowBlank: !required }
  switch (name) {
    case 'id':
      return readOnly('id', { type: 'integer', label: given.label ?? 'ID' })
    case 'email': {
      const maxLength = given.maxLength ?? MAX_EMAIL_LENGTH
      return text(name, {
        ...common,
        type: 'email',
        maxLength,
        invalid: 'Enter a valid email address.',
        checksBefore: unique ? [isFree(registration.emailTaken, maxLength, EMAIL_TAKEN)] : [],
        checksAfter: [checkEmail],
      })
    }
    case 'username': {
      const { anyCharacters = false, maxLength = MAX_USERNAME_LENGTH } = given
      return text(name, {
        ...common,
        ...(anyCharacters ? {} : { helpText: USERNAME_HELP }),
        maxLength,
        checksBefore: [
          ...(anyCharacters ? [] : [checkUsername]),
          ...(unique ? [isFree(registration.usernameTaken, maxLength, USERNAME_TAKEN)] : []),
        ],
      })
    }
    case 'password':
      return text(name, { ...label, checksBefore: passwordChecks(registration) })
    case 'password2':
      return text(name, label)
  }
}

const isFree =
  (isTaken: (value: string) => Promise<boolean>, maxLength: number, message: string): Check =>
  async (value) =>
    fitsColumn(value, maxLength) && (await isTaken(value)) ? message : null
