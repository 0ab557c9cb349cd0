import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StorageError } from '../../src/errors.ts'
import { MAX_SOCKET_PATH } from '../../src/ui-cli/constants.ts'
import { prepareSocketFolder, removeSocket, socketPaths } from '../../src/ui-cli/socket-path.ts'

describe('path of the socket', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot-path-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('is in the data folder, and the same through a link', () => {
    mkdirSync(join(root, 'data'))
    symlinkSync(join(root, 'data'), join(root, 'link'))
    const paths = socketPaths(join(root, 'data'), { XDG_RUNTIME_DIR: '/run/user/7' }, 7)
    assert.equal(paths[0], join(root, 'data', 'run', 'earshot.sock'))
    assert.match(paths[1] ?? '', /^\/run\/user\/7\/earshot\/[0-9a-f]{32}\.sock$/u)
    assert.match(paths[2] ?? '', /^\/tmp\/earshot-7\/[0-9a-f]{32}\.sock$/u)
    assert.deepEqual(socketPaths(join(root, 'link'), { XDG_RUNTIME_DIR: '/run/user/7' }, 7), paths)
  })

  it('leaves the data folder when it would be too long, but not this machine', () => {
    const long = join(root, 'd'.repeat(MAX_SOCKET_PATH))
    const paths = socketPaths(long, { XDG_RUNTIME_DIR: '/run/user/7' }, 7)
    assert.deepEqual(paths.map(dirname), ['/run/user/7/earshot', '/tmp/earshot-7'])
    assert.deepEqual(socketPaths(long, {}, 7).map(dirname), ['/tmp/earshot-7'])
    assert.deepEqual(socketPaths(long, { XDG_RUNTIME_DIR: `/${'r'.repeat(99)}` }, 7).map(dirname), [
      '/tmp/earshot-7'
    ])
    assert.deepEqual(socketPaths(long, { XDG_RUNTIME_DIR: 'relative' }, 7).map(dirname), ['/tmp/earshot-7'])
    assert.notDeepEqual(socketPaths(`${long}x`, {}, 7), socketPaths(long, {}, 7))
  })

  it('counts bytes, not characters', () => {
    const name = 'é'.repeat(60)
    assert.deepEqual(socketPaths(`/${name}`, {}, 7).map(dirname), ['/tmp/earshot-7'])
  })

  it('lies in a folder for this user alone', () => {
    const path = join(root, 'run', 's')
    prepareSocketFolder(path)
    assert.equal(statSync(dirname(path)).mode & 0o777, 0o700)
    const loose = join(root, 'loose', 's')
    mkdirSync(dirname(loose), { mode: 0o755 })
    prepareSocketFolder(loose)
    assert.equal(statSync(dirname(loose)).mode & 0o777, 0o700)
  })

  it('is refused in a folder of somebody else, and behind a link', () => {
    const path = join(root, 'run', 's')
    mkdirSync(dirname(path))
    assert.throws(() => prepareSocketFolder(path, statSync(root).uid + 1), StorageError)
    symlinkSync(dirname(path), join(root, 'link'))
    assert.throws(() => prepareSocketFolder(join(root, 'link', 's')), StorageError)
  })

  it('is removed only if it is a socket', () => {
    const file = join(root, 'file')
    writeFileSync(file, 'precious')
    removeSocket(file)
    assert.ok(existsSync(file))
    removeSocket(join(root, 'absent'))
  })
})
