import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

/** Waits for about so many milliseconds before something is tried again: several processes that wait must not all come at the same moment again. */
export const pause = (milliseconds: number): Promise<void> => setTimeout(randomInt(milliseconds / 2, milliseconds * 2))
