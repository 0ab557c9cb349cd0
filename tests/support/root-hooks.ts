/**
 * Once, after the last test of the whole run: the threads of WebRTC end, so that mocha does.
 * Used by `"require": ["tests/support/root-hooks.ts"]` of .mocharc.json.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { releaseNativeHandles } from '../../src/node/host/native.ts'

/** What is still open then keeps the process alive (ms). */
const EXIT_DEADLINE = 15_000

export const mochaHooks: { afterAll(): Promise<void> } = {
  async afterAll() {
    await releaseNativeHandles()
    const deadline = setTimeout(() => {
      process.stderr.write(`Left open after the tests: ${process.getActiveResourcesInfo().join(', ')}\n`)
      // mocha has put in its own code by now, which is set after whatever is given to exit()
      process.once('exit', () => {
        process.exitCode = 1
      })
      process.exit()
    }, EXIT_DEADLINE)
    // By itself it keeps nothing alive.
    deadline.unref()
  }
}
