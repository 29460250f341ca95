import { useId } from 'react'
import classes from './logo.module.css'

/** The key, and the name beside it. */
export function Logo() {
  const id = useId()
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" className={classes.mark} aria-hidden="true">
        <defs>
          <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
            <stop offset="0" stopColor="#2a9a75" />
            <stop offset="1" stopColor="#135642" />
          </linearGradient>
        </defs>
        <rect width="32" height="32" rx="9" fill={`url(#${id})`} />
        <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="11.5" cy="20.5" r="4.5" />
          <path d="M15 17 24 8M20.5 11.5l3 3M17.5 14.5l2 2" />
        </g>
      </svg>
      Latchkey
    </span>
  )
}
