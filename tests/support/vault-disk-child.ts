/**
 * What a vault does on a disk that fills up and becomes read-only. Runs in a mount namespace of
 * its own, on a tmpfs of 2 MiB: `node vault-disk-child.ts FOLDER`. Says "ok" and ends by itself.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DiskError, vaultExists } from '../../src/store/index.ts'
import type { Vault } from '../../src/store/index.ts'
import { assertWhole, opsOf } from './vault-story.ts'
import { testVault } from './vault-folder.ts'

const KIB = 1024
const PAGE = 4 * KIB

/** Freed later: more than the log then holds, so that the database can open again. */
const BALLAST_BYTES = 1_280 * KIB

/** The disk fills at another place of another file each time. */
const ROUNDS = 12

const [disk = ''] = process.argv.slice(2)
const ballast = join(disk, 'ballast')
const full = (error: unknown): boolean => error instanceof DiskError && error.reason === 'full'

/** Writes until the disk is full. */
async function fill(vault: Vault, from: number): Promise<number> {
  for (let number = from; ; number++) {
    try {
      await vault.batch(opsOf(number))
    } catch (error) {
      assert.ok(full(error), String(error))
      return number - 1
    }
  }
}

async function fillAndRecover(round: number): Promise<void> {
  const folder = join(disk, `profile-${round}`)
  await writeFile(ballast, new Uint8Array(BALLAST_BYTES))
  const vault = await testVault(folder, { create: true })
  await writeFile(join(disk, 'padding'), new Uint8Array(round * PAGE))
  const last = await fill(vault, 1)
  assert.ok(last > 10, 'some fitted')

  // full: refused again and again, all that was acknowledged is there, nothing else
  for (let n = 0; n < 3; n++) await assert.rejects(vault.batch(opsOf(last + 1)), full)
  assert.equal(await assertWhole(vault), last)

  // space again: the same vault goes on, and so does the next one
  await rm(ballast)
  await vault.batch(opsOf(last + 1))
  assert.equal(await assertWhole(vault), last + 1)
  await vault.batch(opsOf(last + 2))
  await vault.close()
  const again = await testVault(folder)
  assert.equal(await assertWhole(again), last + 2)
  await again.close()
  await rm(folder, { recursive: true })
}

/** Closed while full: it may or may not open, and is whole when there is space again. */
async function closeWhileFull(): Promise<void> {
  const folder = join(disk, 'closed-while-full')
  await writeFile(ballast, new Uint8Array(BALLAST_BYTES))
  const vault = await testVault(folder, { create: true })
  const last = await fill(vault, 1)
  await vault.close()
  await assert.rejects(async () => {
    const opened = await testVault(folder)
    await opened.close()
  }, full)
  await rm(ballast)
  const again = await testVault(folder)
  assert.ok((await assertWhole(again)) >= last)
  await again.close()
  await rm(folder, { recursive: true })
}

async function createWhileFull(): Promise<void> {
  const folder = join(disk, 'created-while-full')
  await writeFile(ballast, '')
  await assert.rejects(async () => {
    for (;;) await writeFile(ballast, new Uint8Array(PAGE), { flag: 'a' })
  })
  await assert.rejects(testVault(folder, { create: true }), full)
  assert.equal(await vaultExists(folder), false)
  await rm(ballast)
  const vault = await testVault(folder, { create: true })
  await vault.batch(opsOf(1))
  await vault.close()
}

async function readOnly(): Promise<void> {
  const folder = join(disk, 'created-while-full')
  const denied = (error: unknown): boolean => error instanceof DiskError && error.reason === 'denied'
  execFileSync('mount', ['-o', 'remount,ro', disk])
  assert.equal(await vaultExists(folder), true)
  await assert.rejects(testVault(folder), denied)
  await assert.rejects(testVault(join(disk, 'another'), { create: true }), denied)
  execFileSync('mount', ['-o', 'remount,rw', disk])
  const vault = await testVault(folder)
  assert.equal(await assertWhole(vault), 1)
  await vault.close()
}

for (let round = 0; round < ROUNDS; round++) await fillAndRecover(round)
await closeWhileFull()
await createWhileFull()
await readOnly()
process.stdout.write('ok\n')
