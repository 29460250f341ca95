import { randomBytes } from 'node:crypto'

/** Names requests: a part that is this process's own, and a count. What callers call their requests is not believed. */
export function createRequestIds(): () => string {
  const process = randomBytes(6).toString('hex')
  let count = 0
  return () => {
    count += 1
    return `${process}-${count.toString(36)}`
  }
}
