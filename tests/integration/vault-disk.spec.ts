import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../support/vault-folder.ts'

const CHILD = fileURLToPath(new URL('../support/vault-disk-child.ts', import.meta.url))
const run = promisify(execFile)

/** A disk of 2 MiB that only the child sees. Needs user namespaces, or root. */
const MOUNT = 'disk=$1; shift; mount -t tmpfs -o size=2m tmpfs "$disk" && exec "$@" "$disk"'

async function namespaceFlags(folder: string): Promise<string | undefined> {
  for (const flags of ['-m', '-rm']) {
    try {
      await run('unshare', [flags, 'sh', '-c', MOUNT, 'sh', folder, 'true'])
      return flags
    } catch {
      // try the next
    }
  }
  return undefined
}

describe('a vault on a disk that is full or read-only', function () {
  this.timeout(60_000)

  it('refuses with a reason, keeps what it had, goes on when it can', async function () {
    const { folder, remove } = await temporaryFolder()
    try {
      const flags = await namespaceFlags(folder)
      // no private mounts here (a locked-down container, not Linux): the writer's unit tests remain
      if (flags === undefined) {
        process.stdout.write('    skipped: nobody may mount a disk of their own here\n')
        this.skip()
      }
      const { stdout } = await run(
        'unshare',
        [flags, 'sh', '-c', MOUNT, 'sh', folder, process.execPath, CHILD],
        { timeout: 50_000 }
      )
      assert.equal(stdout, 'ok\n')
    } finally {
      await remove()
    }
  })
})
