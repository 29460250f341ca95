/** What the shared number says: nothing to do, or what is to be made durable, and whether it is to be copied into the database file. */
export const ORDERS = { none: 0, sync: 1, checkpoint: 2, end: 3 } as const

/** `ready`: orders are taken from now on. `durable`: as ordered. `idle`: the same, and the next commit may begin. */
export type DiskReport = 'ready' | 'durable' | 'idle'

/** What the thread is given: the path of the database, and the one number that holds its order. */
export interface DiskThreadData {
  readonly path: string
  readonly order: Int32Array
}
