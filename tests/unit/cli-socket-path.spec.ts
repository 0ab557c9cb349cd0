import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StorageError } from '../../src/errors.ts'
import { MAX_SOCKET_PATH } from '../../src/ui-cli/constants.ts'
import { prepareSocket, removeSocket, socketOf } from '../../src/ui-cli/socket-path.ts'

describe('path of the socket', () => {
  let root: string
  let data: string
  let long: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot-path-'))
    data = join(root, 'data')
    long = join(root, 'd'.repeat(MAX_SOCKET_PATH))
    mkdirSync(data)
    mkdirSync(long)
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const mode = (folder: string): number => statSync(folder).mode & 0o777
  const stranger = (): number => statSync(root).uid + 1

  it('is nowhere below a file', () => {
    writeFileSync(join(root, 'file'), '')
    assert.equal(socketOf(join(root, 'file')), undefined)
    assert.equal(socketOf(join(root, 'file', 'data')), undefined)
  })

  it('is in the data folder, and the same through a link', () => {
    symlinkSync(data, join(root, 'link'))
    const path = prepareSocket(data, { XDG_RUNTIME_DIR: root })
    assert.equal(path, join(data, 'run', 'earshot.sock'))
    assert.equal(socketOf(data), path)
    assert.equal(socketOf(join(root, 'link')), path)
  })

  it('is nowhere before a daemon has listened', () => {
    assert.equal(socketOf(data), undefined)
    assert.equal(socketOf(join(root, 'absent')), undefined)
  })

  it('leaves the data folder when it would be too long, and is found in any environment', () => {
    const path = prepareSocket(long, { XDG_RUNTIME_DIR: root })
    assert.equal(dirname(dirname(path)), root)
    assert.equal(mode(dirname(path)), 0o700)
    assert.equal(socketOf(long), path)
    assert.equal(prepareSocket(long, {}), path)
  })

  it('counts bytes, not characters', () => {
    const wide = join(root, 'é'.repeat(MAX_SOCKET_PATH / 2))
    mkdirSync(wide)
    assert.equal(dirname(dirname(prepareSocket(wide, { XDG_RUNTIME_DIR: root }))), root)
  })

  for (const [what, runtime] of [
    ['none', undefined],
    ['a relative one', 'relative'],
    ['one that is gone', '/nowhere/at/all'],
    ['one that is too long', `/${'r'.repeat(99)}`]
  ] as const) {
    it(`goes to /tmp with ${what} for a runtime directory`, () => {
      const path = prepareSocket(long, runtime === undefined ? {} : { XDG_RUNTIME_DIR: runtime })
      try {
        assert.equal(dirname(dirname(path)), '/tmp')
        assert.equal(socketOf(long), path)
      } finally {
        rmSync(dirname(path), { recursive: true })
      }
    })
  }

  it('lies in a folder for this user alone', () => {
    const path = prepareSocket(data, {})
    assert.equal(mode(dirname(path)), 0o700)
    chmodSync(dirname(path), 0o755)
    prepareSocket(data, {})
    assert.equal(mode(dirname(path)), 0o700)
  })

  it('is not connected to in a folder that others can write to, or own', () => {
    for (const folder of [data, long]) {
      const path = prepareSocket(folder, { XDG_RUNTIME_DIR: root })
      assert.equal(socketOf(folder, stranger()), undefined)
      for (const loose of new Set([join(folder, 'run'), dirname(path)])) {
        chmodSync(loose, 0o770)
        assert.equal(socketOf(folder), undefined)
        chmodSync(loose, 0o700)
        assert.equal(socketOf(folder), path)
      }
    }
  })

  it('moves on when somebody else has its place', () => {
    const path = prepareSocket(long, { XDG_RUNTIME_DIR: root })
    chmodSync(dirname(path), 0o777)
    const next = prepareSocket(long, { XDG_RUNTIME_DIR: root })
    assert.notEqual(next, path)
    assert.equal(socketOf(long), next)
    assert.equal(readlinkSync(join(long, 'run', 'earshot.sock')), next)
  })

  it('is refused in a folder of somebody else, and behind a link', () => {
    mkdirSync(join(data, 'run'))
    assert.throws(() => prepareSocket(data, {}, stranger()), StorageError)
    symlinkSync(join(data, 'run'), join(long, 'run'))
    assert.throws(() => prepareSocket(long, {}), StorageError)
    assert.equal(socketOf(long), undefined)
  })

  it('is removed only if it is a socket', () => {
    const file = join(root, 'file')
    writeFileSync(file, 'precious')
    removeSocket(file)
    assert.ok(existsSync(file))
    assert.ok(lstatSync(file).isFile())
    removeSocket(join(root, 'absent'))
  })
})
