import { hash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { LimitName } from './limit.ts'

/** UTF-16 units of a name that count: no account has a longer one, and to bring endless text into NFKC takes long. */
const NAME_LENGTH = 320
/** Groups of an IPv6 address that name its network: one subscriber has all of a /64. */
const NETWORK_GROUPS = 4

/** The name of an account as it is counted, whether there is one or not: spelling it otherwise gains no further attempts. */
export const nameSubject = (username: string): string => username.slice(0, NAME_LENGTH).trim().normalize('NFKC').toLowerCase()

/** The network of a client: an IPv4 address as it is, an IPv6 address by its /64. */
export function networkSubject(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(ip)) return ip
  // The URL parser writes an address in its one shortest form.
  const [left = '', right] = new URL(`http://[${ip.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right === undefined || right === '' ? [] : right.split(':')
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).join(':')
}

/** SHA-256, as hex. */
export const keyOf = (limit: LimitName, subject: string): string => hash('sha256', `${limit}\0${subject}`)
