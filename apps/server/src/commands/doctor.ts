import type { Command } from 'commander'
import type { DoctorOptions } from './run-doctor.ts'

/** For the shell of a Django project. `-v 0`: newer Djangos say first what they have imported. */
export const DUMP_SETTINGS =
  'python manage.py shell -v 0 -c \'import json; from django.conf import settings; print(json.dumps({name: getattr(settings, name, None) for name in ("SIMPLE_JWT", "PASSWORD_HASHERS", "AUTH_PASSWORD_VALIDATORS")}, default=str))\' > django-settings.json'

const HELP = `
To write the settings of a Django project into a file (it may hold the signing key):

  ${DUMP_SETTINGS}

Ends with 1 if something would break, else with 0.`

export const addDoctor = (program: Command): Command =>
  program
    .command('doctor')
    .description('look at the database and the configuration, and change nothing')
    .option('--settings <file>', "JSON: Django's SIMPLE_JWT, PASSWORD_HASHERS and AUTH_PASSWORD_VALIDATORS, to compare with")
    .option('--json', 'one JSON object, for machines')
    .option('--no-logins', 'leave out the measuring of logins, which keeps every core busy for some seconds')
    .addHelpText('after', HELP)
    .action(async (options: DoctorOptions) => {
      // What only this command needs is no load for a server.
      const { runDoctor } = await import('./run-doctor.ts')
      await runDoctor(options)
    })
