import { LIMITS } from '@latchkey/contract'
import { IconCheck, IconCircle } from '@tabler/icons-react'
import classes from './password-advice.module.css'
import { passwordStrength } from './password-strength.ts'

const WORDS = ['Too easy to guess', 'Weak', 'Fair', 'Good', 'Strong'] as const

const rulesFor = (password: string) => [
  { text: `At least ${LIMITS.passwordMinLength} characters`, isKept: Array.from(password).length >= LIMITS.passwordMinLength },
  { text: 'No space at its beginning or end', isKept: password !== '' && password === password.trim() },
  { text: 'Not only digits', isKept: password !== '' && !/^\d+$/.test(password) },
]

/** What a new password must keep to, and how strong the one is that is being typed. */
export function PasswordAdvice({ password, known }: { password: string; known: readonly string[] }) {
  const strength = passwordStrength(password, known)
  return (
    <div className={classes.advice}>
      <div className={classes.bar} data-strength={password === '' ? undefined : strength} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={classes.step} data-reached={password !== '' && strength >= step ? true : undefined} />
        ))}
      </div>
      <output className={classes.words}>{password === '' ? '' : WORDS[strength]}</output>
      <ul className={classes.rules} aria-label="The password needs">
        {rulesFor(password).map(({ text, isKept }) => (
          <li key={text} data-kept={isKept ? true : undefined}>
            {isKept ? <IconCheck size={14} aria-hidden="true" /> : <IconCircle size={14} aria-hidden="true" />}
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
