import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { crashPoint } from '../../../src/node/crash-point.ts'

const MODULE = new URL('../../../src/node/crash-point.ts', import.meta.url).href
const PASSED = `import { crashPoint } from '${MODULE}'; crashPoint('S1'); crashPoint('S2'); console.log('alive')`

/** A process that passes S1 and S2: what it printed, and the signal that ended it. */
async function pass(at: string): Promise<{ printed: string; signal: string | null }> {
  const { promise, resolve } = Promise.withResolvers<{ printed: string; signal: string | null }>()
  execFile(
    process.execPath,
    ['--input-type=module', '-e', PASSED],
    { env: { ...process.env, EARSHOT_CRASH_AT: at }, timeout: 15_000 },
    (error, stdout) => resolve({ printed: stdout.trim(), signal: error?.signal ?? null })
  )
  return await promise
}

describe('node: a crash point', () => {
  it('does nothing where none is asked for', () => {
    assert.equal(process.env['EARSHOT_CRASH_AT'], undefined)
    crashPoint('S1')
  })

  it('ends the process there, without a word', async () => {
    assert.deepEqual(await pass('S2'), { printed: '', signal: 'SIGKILL' })
  })

  it('lets it live past all others', async () => {
    assert.deepEqual(await pass('S3'), { printed: 'alive', signal: null })
  })
})
