import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Unlock } from '../../src/store/index.ts'
import { vaultExists } from '../../src/store/index.ts'
import { createDice, runSeed } from '../support/seeded.ts'
import { temporaryFolder, testVault } from '../support/vault-folder.ts'
import { assertWhole } from '../support/vault-story.ts'

const CHILD = fileURLToPath(new URL('../support/vault-child.ts', import.meta.url))

/** Raise it by hand for a long run: KILLS=500 SEED=1 npm test. */
const KILLS = Number(process.env['KILLS'] ?? 9)
const PASSPHRASE_KILLS = Math.ceil(KILLS / 5)
const OPENING_KILLS = Math.ceil(KILLS / 3)

/** Kills come up to this many acknowledgements, and this much later. A segment of the log holds about 105. */
const MAX_LINES = 150
const MAX_LATER_MS = 4

interface Death {
  /** Batches that the child said were safe. */
  readonly acknowledged: number
  /** It ended before it was killed. */
  readonly ended: boolean
}

/**
 * @param lines - how many lines it may print before it is killed
 * @param laterMs - and how much longer it lives
 */
async function killAfter(args: readonly string[], lines: number, laterMs: number): Promise<Death> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (_, signal) => resolve(signal))
  })
  let seen = 0
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, number] = line.split(' ')
    if (what === 'acknowledged') acknowledged = Number(number)
    if (++seen === lines) setTimeout(() => child.kill('SIGKILL'), laterMs)
  }
  return { acknowledged, ended: (await exited) !== 'SIGKILL' }
}

describe('a vault whose process is killed at any moment', function () {
  this.timeout(30_000 + KILLS * 5_000)
  let folder: string
  let remove: () => Promise<void>

  beforeEach(async () => {
    const made = await temporaryFolder()
    folder = join(made.folder, 'profile')
    remove = made.remove
  })
  afterEach(() => remove())

  async function killWriters(kills: number, unlock: Unlock, extra: readonly string[]): Promise<void> {
    const seed = runSeed()
    const dice = createDice(seed)
    await (await testVault(folder, { create: true, unlock })).close()
    let before = 0
    for (let kill = 0; kill < kills; kill++) {
      const lines = 2 + dice(MAX_LINES)
      const laterMs = dice(MAX_LATER_MS * 1_000) / 1_000
      const death = await killAfter(['write', folder, `${seed + kill}`, ...extra], lines, laterMs)
      const where = `seed ${seed}, kill ${kill}: after ${lines} lines and ${laterMs} ms`
      assert.ok(!death.ended, where)
      const vault = await testVault(folder, { unlock })
      try {
        const last = await assertWhole(vault)
        assert.ok(
          last >= death.acknowledged,
          `${where}: batch ${death.acknowledged} was lost, ${last} is the last`
        )
        assert.ok(last >= before, `${where}: older batches were lost`)
        before = last
      } catch (error) {
        throw new Error(where, { cause: error })
      } finally {
        await vault.close()
      }
    }
    assert.ok(before > kills, 'the writers did write')
  }

  it(`while it writes, ${KILLS} times: acknowledged batches are there, all batches are whole`, () =>
    killWriters(KILLS, { kind: 'key-file' }, []))

  it(`the same with a passphrase, ${PASSPHRASE_KILLS} times`, () =>
    killWriters(PASSPHRASE_KILLS, { kind: 'passphrase', passphrase: utf8ToBytes('correct horse') }, [
      'correct horse'
    ]))

  it(`while it opens, ${OPENING_KILLS} times: all is there`, async () => {
    const seed = runSeed()
    const dice = createDice(seed)
    await (await testVault(folder, { create: true })).close()
    const { acknowledged } = await killAfter(['write', folder, `${seed}`], 40, 0)
    for (let kill = 0; kill < OPENING_KILLS; kill++) {
      await killAfter(['touch', folder], 1, dice(30))
    }
    const vault = await testVault(folder)
    assert.ok((await assertWhole(vault)) >= acknowledged, `seed ${seed}`)
    await vault.close()
  })

  it(`while it is created, ${OPENING_KILLS} times: it is there and opens, or can be created`, async () => {
    const seed = runSeed()
    const dice = createDice(seed)
    for (let kill = 0; kill < OPENING_KILLS; kill++) {
      const fresh = join(folder, `${kill}`)
      // twice: the second creation may find what is left of the first
      await killAfter(['create', fresh], 1, dice(25))
      await killAfter(['create', fresh], 1, dice(25))
      const exists = await vaultExists(fresh)
      const vault = await testVault(fresh, { create: !exists })
      assert.equal(await assertWhole(vault), 0, `seed ${seed}, kill ${kill}`)
      await vault.close()
    }
  })
})
