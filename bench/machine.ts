import { statfs } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'

const TMPFS = 0x01021994

/** One line about what was measured on; `folder` is where the database lies. */
export async function describeMachine(folder: string): Promise<string> {
  const model = cpus()[0]?.model.trim() || 'unknown CPU'
  const parts = [model, `${availableParallelism()} cores`, `Node ${process.version}`, `${process.platform} ${process.arch}`]
  // Without a disk to wait for, durable writes look faster than they are.
  if ((await statfs(folder)).type === TMPFS) parts.push('database in memory (tmpfs)')
  return parts.join(' · ')
}
