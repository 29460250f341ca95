import type { ValidatorEntry } from '../accounts/password-policy/password-policy.ts'
import type { SettingComparison } from '../doctor/setting-comparison.ts'
import type { ServiceValues } from './config.ts'
import { djangoHasher } from './password-hashers.ts'
import { passwordValidators } from './password-validators.ts'

type Validators = readonly ValidatorEntry[]

const VALIDATION = 'django.contrib.auth.password_validation.'

/** Django's PASSWORD_HASHERS beside the formats in force here, of which the first is written. */
export function compareHashers(classes: readonly string[], algorithms: readonly string[]): SettingComparison {
  const theirs = classes.map((name) => djangoHasher(name) ?? name)
  const base = { name: 'PASSWORD_HASHERS', django: theirs.join(', '), latchkey: algorithms.join(', ') }
  const foreign = classes.filter((name) => djangoHasher(name) === null)
  if (foreign.length > 0) {
    const mend = `Hashes of ${foreign.join(', ')} are read if they are in one of Django's own formats, and refused if they are not.`
    return { ...base, verdict: 'not supported', breaks: true, mend }
  }
  const [written = ''] = algorithms
  const missing = theirs.filter((name) => !algorithms.includes(name))
  const problem = !theirs.includes(written)
    ? `Django could not read the ${written} hashes that are written here.`
    : missing.length > 0
      ? `Accounts with ${missing.join(', ')} could not log in here.`
      : theirs[0] === written
        ? null
        : 'Each side would rewrite the hashes of the other.'
  if (problem === null) return { ...base, verdict: 'equal', breaks: false, mend: null }
  const breaks = !theirs.includes(written) || missing.length > 0
  return {
    ...base,
    verdict: 'different',
    breaks,
    mend: `${problem} Set LATCHKEY_PASSWORD_HASHERS=${theirs.join(',')} to have it as in Django.`,
  }
}

/** Django's AUTH_PASSWORD_VALIDATORS beside what the REST registration asks of new passwords here. */
export function compareValidators(
  validators: Validators,
  ours: Pick<ServiceValues, 'authPasswordValidators' | 'passwordValidators'>,
): SettingComparison {
  const inForce = ours.passwordValidators === 'django' ? ours.authPasswordValidators : []
  const base = { name: 'AUTH_PASSWORD_VALIDATORS', django: described(validators), latchkey: described(inForce), breaks: false }
  try {
    passwordValidators(validators)
  } catch (error) {
    const reason = error instanceof Error ? `LATCHKEY_AUTH_PASSWORD_VALIDATORS ${error.message}` : null
    return { ...base, verdict: 'not supported', mend: reason }
  }
  if (canonical(validators) === canonical(inForce)) return { ...base, verdict: 'equal', mend: null }
  const mend = validators.length === 0 ? 'off' : 'django'
  const list = canonical(validators) === canonical(ours.authPasswordValidators) || validators.length === 0
  return {
    ...base,
    verdict: 'different',
    mend: `Set LATCHKEY_PASSWORD_VALIDATORS=${mend}${list ? '' : ` and LATCHKEY_AUTH_PASSWORD_VALIDATORS='${canonical(validators)}'`}, if the views of Django call them.`,
  }
}

const described = (validators: Validators): string =>
  validators.map(({ NAME, OPTIONS }) => NAME.replace(VALIDATION, '') + (OPTIONS ? ` ${JSON.stringify(OPTIONS)}` : '')).join(', ') || 'none'

const canonical = (validators: Validators): string =>
  JSON.stringify(
    validators.map(({ NAME, OPTIONS = {} }) => {
      const name = NAME.replace(VALIDATION, '')
      return Object.keys(OPTIONS).length === 0 ? { NAME: name } : { NAME: name, OPTIONS }
    }),
  )
