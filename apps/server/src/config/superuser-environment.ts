/** What Django's `createsuperuser --no-input` reads from the environment. */
export const superuserEnvironment = (env: Readonly<Record<string, string | undefined>> = process.env) => ({
  username: env['DJANGO_SUPERUSER_USERNAME'],
  email: env['DJANGO_SUPERUSER_EMAIL'],
  password: env['DJANGO_SUPERUSER_PASSWORD'],
})
