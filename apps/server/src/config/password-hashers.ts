import { choices, filledList, type Reader } from './readers.ts'

const CLASSES = {
  Argon2PasswordHasher: 'argon2',
  PBKDF2PasswordHasher: 'pbkdf2_sha256',
  PBKDF2SHA1PasswordHasher: 'pbkdf2_sha1',
  BCryptSHA256PasswordHasher: 'bcrypt_sha256',
  BCryptPasswordHasher: 'bcrypt',
  ScryptPasswordHasher: 'scrypt',
  MD5PasswordHasher: 'md5',
} as const

const algorithms = choices(...Object.values(CLASSES))

const nameOf = (className: string): string | undefined =>
  Object.hasOwn(CLASSES, className) ? CLASSES[className as keyof typeof CLASSES] : undefined

/** The word that begins the hashes of one of Django's own hashers, by its dotted class name; null for a class of somebody else. */
export const djangoHasher = (className: string): string | null => {
  const own = /^django\.contrib\.auth\.hashers\.(\w+)$/.exec(className)?.[1]
  return (own && nameOf(own)) ?? null
}

/** Django's PASSWORD_HASHERS: each by its dotted class name or by the word that begins its hashes. */
export const passwordHashers: Reader<readonly string[]> = (value) =>
  algorithms(
    filledList(value).map((name) => {
      const last = name.slice(name.lastIndexOf('.') + 1)
      return nameOf(last) ?? last
    }),
  )
