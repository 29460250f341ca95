import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for a database, gone when it is disposed. */
export const temporaryFolder = (): Promise<DisposableTempDir> => mkdtempDisposable(join(tmpdir(), 'latchkey-bench-'))
