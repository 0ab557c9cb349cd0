/** Brings Signal's library, which is AGPL-3.0 and therefore no dependency of the package. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** This folder. */
export const ORACLES: string = fileURLToPath(new URL('.', import.meta.url))

/** Installs it if it is not there. @throws npm could not */
export function installOracles(say: (line: string) => void): void {
  if (existsSync(`${ORACLES}node_modules`)) return
  say('libsignal-client is installed into tests/oracles (150 MB)')
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: ORACLES,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  if (status !== 0) throw new Error('libsignal-client could not be installed')
}
