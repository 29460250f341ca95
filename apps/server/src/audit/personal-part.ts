import { hash } from 'node:crypto'
import { randomId } from '@latchkey/tokens'
import { deviceName } from '../sessions/device-name.ts'
import type { AuditRecord } from './audit-event.ts'

/** Characters that the columns hold. */
const LONGEST = { username: 150, ip: 64, device: 100 }

/** What an event says of a person. It can be taken out of the trail again without breaking the chain, which rests on its digest. */
export interface PersonalPart {
  readonly username: string | null
  readonly ip: string | null
  readonly device: string | null
  readonly salt: string | null
}

const cut = (text: string | null | undefined, length: number): string | null =>
  text === null || text === undefined ? null : text.slice(0, length)

export const personalPartOf = ({ username, client }: AuditRecord): PersonalPart => ({
  username: cut(username, LONGEST.username),
  ip: cut(client?.ip, LONGEST.ip),
  device: client ? cut(deviceName(client.userAgent), LONGEST.device) : null,
  salt: randomId(),
})

/** SHA-256, as hex. */
export const digestOf = ({ salt, username, ip, device }: PersonalPart): string =>
  hash('sha256', JSON.stringify([salt, username, ip, device]))
