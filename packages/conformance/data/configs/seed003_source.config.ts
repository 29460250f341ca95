/** The `latchkey.config.ts` of profile seed003_source: a user model with login by e-mail address, and the registration of its backend. */
export default {
  userModel: {
    table: 'emailaccounts_user',
    loginColumn: 'email',
    profile: { table: 'emailaccounts_profile' },
  },
  registration: {
    fields: [
      { name: 'email', label: 'Email' },
      { name: 'username', maxLength: 100, anyCharacters: true, unique: false },
      'password',
      'password2',
    ],
    asSent: true,
  },
  passwordValidators: 'django',
  dashboardBody: 'form',
  corsOrigins: '*',
}
