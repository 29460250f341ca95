import type { SettingComparison } from '../doctor/setting-comparison.ts'
import type { DjangoSettings } from './django-settings.ts'
import { djangoHasher } from './password-hashers.ts'

type Validators = NonNullable<DjangoSettings['AUTH_PASSWORD_VALIDATORS']>

const VALIDATORS = ['UserAttributeSimilarityValidator', 'MinimumLengthValidator', 'CommonPasswordValidator', 'NumericPasswordValidator']
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

/** Django's AUTH_PASSWORD_VALIDATORS beside what the registration does here. */
export function compareValidators(validators: Validators, ours: 'off' | 'django'): SettingComparison {
  const known = validators.filter(({ NAME, OPTIONS }) => isDjangos(NAME) && !hasOptions(OPTIONS))
  const base = {
    name: 'AUTH_PASSWORD_VALIDATORS',
    django:
      validators.map(({ NAME, OPTIONS }) => NAME.replace(VALIDATION, '') + (hasOptions(OPTIONS) ? ' with OPTIONS' : '')).join(', ') ||
      'none',
    latchkey: ours === 'django' ? VALIDATORS.join(', ') : 'none',
    breaks: false,
  }
  if (known.length < validators.length) {
    return { ...base, verdict: 'not supported', mend: "Latchkey has Django's own four validators, with their default options." }
  }
  const same = ours === 'django' ? validators.length === VALIDATORS.length : validators.length === 0
  if (same) return { ...base, verdict: 'equal', mend: null }
  const mend =
    ours === 'off'
      ? 'Set LATCHKEY_PASSWORD_VALIDATORS=django, if the views of Django call them.'
      : 'Here all four of them run; LATCHKEY_PASSWORD_VALIDATORS=off runs none.'
  return { ...base, verdict: 'different', mend }
}

const isDjangos = (name: string): boolean => VALIDATORS.some((validator) => name === VALIDATION + validator)
const hasOptions = (options: Record<string, unknown> | undefined): boolean => Object.keys(options ?? {}).length > 0
