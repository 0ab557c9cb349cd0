/**
 * A page with the primitives of a page, for a test that works with them from outside.
 *
 * @packageDocumentation
 */
import { fastBackend, speedUp } from '../../../src/node/crypto/fast.browser.ts'
import { everyOperation } from '../every-operation.ts'

/** What the test calls. */
export interface CryptoPage {
  everyOperation(): ReturnType<typeof everyOperation>
  speedUp(): Promise<void>
}

const page: CryptoPage = { everyOperation: () => everyOperation(fastBackend), speedUp }

Object.assign(globalThis, { page })
