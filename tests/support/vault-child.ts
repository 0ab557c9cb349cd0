/**
 * A process that works on a vault until it is done or killed:
 *
 * ```
 * node vault-child.ts write FOLDER SEED [PASSPHRASE]   batch after batch, "acknowledged N" after each
 * node vault-child.ts create FOLDER                    makes a vault, "created"
 * node vault-child.ts touch FOLDER [PASSPHRASE]        opens, writes, closes; "done" or the error's name
 * ```
 *
 * It never calls process.exit: what keeps it alive after its end is a leak.
 *
 * @packageDocumentation
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Unlock, Vault } from '../../src/store/index.ts'
import { createDice } from './seeded.ts'
import { acknowledgedOf, opsOf } from './vault-story.ts'
import { testVault } from './vault-folder.ts'

/** Batches on their way at the same time, at most. */
const MAX_AT_ONCE = 4

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function unlockWith(passphrase: string | undefined): Unlock {
  return passphrase === undefined
    ? { kind: 'key-file' }
    : { kind: 'passphrase', passphrase: utf8ToBytes(passphrase) }
}

async function writeForever(vault: Vault, seed: number): Promise<never> {
  const dice = createDice(seed)
  let last = await acknowledgedOf(vault)
  for (;;) {
    const together = Array.from({ length: 1 + dice(MAX_AT_ONCE) }, () => {
      const number = ++last
      return vault.batch(opsOf(number)).then(() => say(`acknowledged ${number}`))
    })
    await Promise.all(together)
  }
}

const [verb, folder = '', ...rest] = process.argv.slice(2)
say('opening')
if (verb === 'create') {
  const vault = await testVault(folder, { create: true })
  say('created')
  await vault.close()
} else if (verb === 'write') {
  const vault = await testVault(folder, { unlock: unlockWith(rest[1]) })
  say('open')
  await writeForever(vault, Number(rest[0]))
} else {
  const start = performance.now()
  try {
    const vault = await testVault(folder, { unlock: unlockWith(rest[0]) })
    await vault.batch([{ kind: 'put', table: 'touched', key: {}, value: Uint8Array.of(1) }])
    await vault.close()
    say('done')
  } catch (error) {
    say(error instanceof Error ? error.name : String(error))
  }
  say(`${Math.round(performance.now() - start)} ms`)
}
