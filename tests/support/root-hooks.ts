/**
 * Once, after the last test of the whole run: the threads of WebRTC end, so that mocha does.
 * Used by `"require": ["tests/support/root-hooks.ts"]` of .mocharc.json.
 *
 * @packageDocumentation
 */
import { releaseNativeHandles } from '../../src/node/host/native.ts'

export const mochaHooks: { afterAll(): Promise<void> } = {
  async afterAll() {
    await releaseNativeHandles()
  }
}
