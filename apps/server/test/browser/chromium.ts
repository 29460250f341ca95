import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { temporaryFolder } from '../server-process.ts'

const UNPACK = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url))

/** None that loosens what pages may do: the browser's own rules are under test as well. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

export interface RunningBrowser extends AsyncDisposable {
  readonly browser: Browser
}

/** Starts a real Chromium: that of the npm package, unpacked once, or the one at `CHROMIUM_PATH`. It leaves nothing behind. */
export async function startChromium(): Promise<RunningBrowser> {
  const folder = temporaryFolder()
  const own = process.env['CHROMIUM_PATH']
  const program = own === undefined ? await packagedChromium(folder.path) : { executablePath: own }
  const browser = await chromium.launch({ ...program, args: ARGUMENTS })
  return {
    browser,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      folder[Symbol.dispose]()
    },
  }
}

async function packagedChromium(temporary: string): Promise<{ executablePath: string; env: Record<string, string> }> {
  const { stdout: folder } = await promisify(execFile)(process.execPath, [UNPACK])
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: temporary,
      TMPDIR: temporary,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}
