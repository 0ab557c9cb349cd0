/**
 * Nothing that is private lies where it does not belong: a text, keys and ids are searched
 * for in every file and every log of a network that has carried them.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64, base64url } from 'multiformats/bases/base64'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { keyOfPeerId } from '../../src/identity/index.ts'
import { loadProfile } from '../../src/node/profile.ts'
import { openVault } from '../../src/store/index.ts'
import { decodeContactRecord, decodeMailboxRecord } from '../../src/wire/vault.ts'
import { Network } from '../../demo/network.ts'
import type { Person } from '../../demo/network.ts'
import type { Daemon } from '../../demo/processes.ts'
import { befriend, PATIENCE, running, succeeds } from './friends.ts'

const CANARY = 'the canary sings at dawn 7f3a'

/** Everything that can be logged is. */
const LOUD = { DEBUG: '*,*:trace' }

interface Needle {
  readonly what: string
  readonly bytes: Uint8Array
}

describe('nothing private where it does not belong', function () {
  this.timeout(120_000)
  let network: Network
  let alice: Person
  let bob: Person
  /** Everybody that has said something. */
  const logs: Daemon[] = []

  before(async () => {
    network = await Network.start(3, LOUD)
    ;({ alice, bob } = await befriend(network, LOUD))
    await succeeds(alice, 'send', 'Bob', CANARY)
    await running(bob).stop()
    logs.push(running(bob))
    await succeeds(alice, 'send', 'Bob', `${CANARY} again`, '--wait', 'stored')
    await bob.start(LOUD)
    await running(bob).event('message', undefined, PATIENCE)
    for (const person of network.people) {
      logs.push(running(person))
      await running(person).stop()
    }
    for (const coordinator of network.coordinators) {
      logs.push(coordinator)
      await coordinator.stop()
    }
  })

  after(async () => {
    await network.stop()
  })

  it('finds the canary where it was sent, so that the search can find', async () => {
    const { lines } = await bob.run('messages', 'Alice')
    assert.deepEqual(
      lines.map(line => line['text']),
      [CANARY, `${CANARY} again`]
    )
  })

  it('has logged something, so that the search means something', () => {
    for (const { name, stderr } of logs) assert.match(stderr, / libp2p:\S+ [^]* earshot:/u, name)
  })

  it('keeps texts and private keys out of every file and every log', async () => {
    const needles = [...spellings('text', utf8ToBytes(CANARY))]
    for (const person of [alice, bob]) needles.push(...(await privateKeys(person)))
    await assertAbsent(network.folder, needles)
    for (const { name, stderr } of logs) assertNowhere(plain(stderr), needles, `log of ${name}`)
  })

  it('keeps user ids and device ids out of the folders and logs of coordinators', async () => {
    const users: Needle[] = []
    const devices: Needle[] = []
    for (const person of [alice, bob]) {
      const [status] = await succeeds(person, 'status')
      users.push(...idNeedles(`userId of ${person.name}`, String(status?.['userId'])))
      devices.push(...idNeedles(`peerId of ${person.name}`, String(status?.['peerId'])))
    }
    for (const [index, coordinator] of network.coordinators.entries()) {
      await assertAbsent(join(network.folder, `coordinator-${index + 1}`), [...users, ...devices])
      assertNowhere(plain(coordinator.stderr), users, `log of ${coordinator.name}`)
      // Turned up as loud as here the library names who is connected; we never do.
      const ours = coordinator.stderr.split('\n').filter(line => line.includes(' earshot:'))
      assertNowhere(plain(ours.join('\n')), devices, `our log of ${coordinator.name}`)
    }
  })
})

function idNeedles(what: string, id: string): readonly Needle[] {
  return [{ what, bytes: utf8ToBytes(id) }, ...spellings(what, keyOfPeerId(id))]
}

/** A log with its columns of numbers run together. */
function plain(log: string): Buffer {
  return Buffer.from(log.replaceAll(/\s+/gu, ' '))
}

/** The forms in which bytes usually leak. */
function* spellings(what: string, bytes: Uint8Array): Iterable<Needle> {
  yield { what, bytes }
  yield { what: `${what} in hex`, bytes: utf8ToBytes(bytesToHex(bytes)) }
  // As Node prints a Buffer and a Uint8Array; it leaves out the end.
  const start = [...bytes.subarray(0, 16)]
  yield {
    what: `${what} as a buffer`,
    bytes: utf8ToBytes(start.map(byte => bytesToHex(Uint8Array.of(byte))).join(' '))
  }
  yield { what: `${what} as numbers`, bytes: utf8ToBytes(start.join(', ')) }
  // Without the last character, which depends on what follows.
  yield { what: `${what} in base64`, bytes: utf8ToBytes(base64.baseEncode(bytes).slice(0, -2)) }
  yield { what: `${what} in base64url`, bytes: utf8ToBytes(base64url.baseEncode(bytes).slice(0, -2)) }
}

async function privateKeys(person: Person): Promise<readonly Needle[]> {
  const rng = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))
  const store = await openVault({ folder: person.folder, unlock: { kind: 'key-file' }, crypto, rng })
  try {
    const { account, device, descriptorKey } = await loadProfile({ store, crypto, rng, clock: Date.now })
    const mailboxes: Needle[] = []
    for await (const { value } of store.walk('mailboxes')) {
      mailboxes.push(...spellings(`${person.name}'s mailbox key`, decodeMailboxRecord(value).seed))
    }
    const secrets: Needle[] = []
    for await (const { value } of store.walk('contacts')) {
      secrets.push(...spellings(`${person.name}'s deposit secret`, decodeContactRecord(value).depositSecret))
    }
    assert.ok(mailboxes.length > 0 && secrets.length > 0)
    return [
      ...mailboxes,
      ...secrets,
      ...spellings(`${person.name}'s descriptor key`, descriptorKey),
      ...spellings(`${person.name}'s account key`, account.seed),
      ...spellings(`${person.name}'s device key`, device.seed),
      ...spellings(`${person.name}'s ratchet key`, device.ratchetSecret)
    ]
  } finally {
    await store.close()
  }
}

async function assertAbsent(folder: string, needles: readonly Needle[]): Promise<void> {
  let files = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    files += 1
    const path = join(entry.parentPath, entry.name)
    assertNowhere(await readFile(path), needles, path.slice(folder.length + 1))
  }
  assert.ok(files > 0, `there is something to search in ${folder}`)
}

function assertNowhere(haystack: Buffer, needles: readonly Needle[], where: string): void {
  for (const { what, bytes } of needles)
    assert.equal(haystack.indexOf(bytes), -1, `${what} found in ${where}`)
}
