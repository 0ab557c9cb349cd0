/** `npm run oracles`: our sealing beside that of others. `ORACLE_RUNS=n` schedules, default 200. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { argv, execPath, exit, stderr } from 'node:process'
import { installOracles, ORACLES } from './install.ts'

installOracles(line => stderr.write(`${line}\n`))
const files = globSync(`${ORACLES}*.oracle.ts`).sort()
const { status } = spawnSync(
  execPath,
  ['node_modules/mocha/bin/mocha.js', '--no-config', '--exit', ...files, ...argv.slice(2)],
  { stdio: 'inherit' }
)
exit(status ?? 1)
