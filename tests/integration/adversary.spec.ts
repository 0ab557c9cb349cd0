/**
 * Three coordinators that work together and keep everything that their mailboxes let them see try to
 * name who writes to whom, to match the three copies of a message, and to find which mailboxes have
 * one owner. They may succeed by time and address only (docs/THREAT-MODEL.md), and by time they do.
 *
 * What members of an open network tell each other is no part of this: it names them.
 */
import assert from 'node:assert/strict'
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base58btc } from 'multiformats/bases/base58'
import { base64, base64url } from 'multiformats/bases/base64'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { networkOf, parseInviteLink, peerIdOf } from '../../src/identity/index.ts'
import { OPEN_NETWORK } from '../../src/node/constants.ts'
import { loadProfile } from '../../src/node/profile.ts'
import { EXPIRY_STEP } from '../../src/relay/constants.ts'
import { MAILBOXES_TABLE, readHead } from '../../src/relay/core/records.ts'
import { openDeposit } from '../../src/relay/index.ts'
import { openVault } from '../../src/store/index.ts'
import { decodeMailboxRequest } from '../../src/wire/index.ts'
import { decodeContactRecord, decodeMailboxRecord } from '../../src/wire/vault.ts'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { createRecordingCoordinator } from '../support/recording-coordinator.ts'
import { runSeed } from '../support/seeded.ts'
import type { MailboxRequestKind } from '../../src/wire/index.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'
import type { Recording, SeenFrame } from '../support/recording-coordinator.ts'

const SEED = runSeed()
/** Bytes that two records share by accident once in 2^128. */
const WINDOW = 16
const TEXTS = ['the first canary sings', 'the second canary sings'] as const

/** A person as it knows itself. The coordinators do not have this. */
interface Truth {
  readonly name: string
  readonly account: Uint8Array
  readonly device: Uint8Array
  readonly ratchetKey: Uint8Array
  readonly mailboxes: ReadonlyArray<{ readonly key: Uint8Array; readonly requests: boolean }>
  readonly depositSecrets: readonly Uint8Array[]
}

/** A deposit, as a coordinator saw it. */
interface Deposit {
  readonly coordinator: number
  readonly at: number
  readonly depositor: string
  readonly mailbox: string
  readonly bytes: Uint8Array
  readonly token: Uint8Array
  readonly expires: number
  readonly frame: Uint8Array
}

type RequestOf<K extends MailboxRequestKind['kind']> = Extract<MailboxRequestKind, { readonly kind: K }>

describe(`three coordinators that work together (SEED=${SEED})`, function () {
  this.timeout(60_000)
  const recordings: Recording[] = []
  const needles: Array<readonly [what: string, bytes: Uint8Array]> = []
  let net: NodeTestnet
  let truths: readonly Truth[]
  let deposits: readonly Deposit[]
  /** Deposits of one envelope, which only its receiver can open. */
  let copies: ReadonlyArray<readonly Deposit[]>

  before(async () => {
    net = await createNodeTestnet({
      nodes: 4,
      coordinators: 3,
      seed: SEED,
      startCoordinator: async (platform, options) =>
        await createRecordingCoordinator(platform, options, recordings)
    })
    const [alice, bob, carol, dave] = net.people
    assert.ok(alice && bob && carol && dave)
    // the second pair does the same, as others do
    const pairs = [
      [alice, bob],
      [carol, dave]
    ] as const
    const asked = pairs.map(async ([inviter, guest]) => {
      const { link } = await inviter.node.createInvite()
      needles.push(['an invite', parseInviteLink(crypto, link, Date.now()).secret])
      const request = inviter.next('request')
      await guest.node.addContact(link)
      await request
      return await guest.stop()
    })
    await Promise.all(asked)
    for (const [inviter] of pairs) {
      const [request] = inviter.all('request')
      assert.ok(request)
      await inviter.node.accept(request.userId)
      // one after the other, so that times tell them apart
      for (const text of TEXTS) {
        const { stored } = await inviter.node.send(request.userId, text, { wait: 'stored' })
        assert.equal(stored, '3/3')
      }
    }
    const arrived = pairs.map(async ([, guest]) => guest.next('message', ({ text }) => text === TEXTS[1]))
    await Promise.all(pairs.map(async ([, guest]) => guest.start()))
    await Promise.all(arrived)
    await Promise.all(net.people.map(async person => person.stop()))
    truths = await Promise.all(net.people.map(truthOf))
    deposits = recordings.flatMap((_, coordinator) => depositsAt(recordings, coordinator))
    copies = grouped(truths, deposits)
  })

  after(async () => {
    await net.stop()
  })

  it('have seen all of it, so that what they do not find means something', () => {
    for (const { frames, stored } of recordings) {
      const owners = new Set(requests(frames, 'register').map(({ frame }) => frame.remote))
      // one mailbox for contacts and one for strangers, of each of the four
      assert.equal(owners.size, 8)
      for (const kind of ['store', 'fetch', 'acknowledge'] as const) {
        assert.ok(requests(frames, kind).length > 0, kind)
      }
      assert.ok(stored.length > 0)
    }
    // an accept and two texts for each of two guests, at least; each in three copies
    assert.ok(copies.length >= 6, `${copies.length} envelopes`)
    for (const group of copies) {
      assert.equal(new Set(group.map(({ coordinator }) => coordinator)).size, 3)
    }
    // and the search finds what was there
    const [first] = deposits
    assert.ok(first)
    assert.ok(find(seenBytes(recordings), first.bytes.subarray(30, 62)))
    assert.ok(sharedWindow(first.frame, first.bytes) !== undefined)
  })

  it('find no id, key, name, text or secret of anybody', () => {
    const seen = seenBytes(recordings)
    for (const text of TEXTS) needles.push([`the text ${text}`, utf8ToBytes(text)])
    for (const { name, account, device, ratchetKey, depositSecrets } of truths) {
      needles.push([`the name of ${name}`, utf8ToBytes(name)], [`the ratchet key of ${name}`, ratchetKey])
      needles.push([`the account of ${name}`, account], [`the device of ${name}`, device])
      for (const secret of depositSecrets) needles.push([`a deposit secret of ${name}`, secret])
      for (const key of [account, device]) {
        const id = peerIdOf(key)
        needles.push([`an id of ${name}`, utf8ToBytes(id)], [`an id of ${name}`, base58btc.baseDecode(id)])
      }
    }
    for (const [what, bytes] of needles) {
      for (const spelling of spellings(bytes)) assert.ok(!find(seen, spelling), `they find ${what}`)
    }
    const people = new Set(truths.flatMap(({ account, device }) => [peerIdOf(account), peerIdOf(device)]))
    for (const { frames } of recordings) for (const { remote } of frames) assert.ok(!people.has(remote))
  })

  it('cannot match the copies of a message by bytes, token or depositor', () => {
    const known = new Map<string, string>()
    const belongsTo = (handle: string, mailbox: string): void => {
      assert.equal(known.get(handle) ?? mailbox, mailbox, `two mailboxes share ${handle}`)
      known.set(handle, mailbox)
    }
    for (const { mailbox, frame, token, depositor } of deposits) {
      const parts = without([utf8ToBytes(mailbox)], frame)
      for (const window of parts.flatMap(windows)) belongsTo(inHex(window), mailbox)
      belongsTo(bytesToHex(token), mailbox)
      belongsTo(depositor, mailbox)
    }
  })

  it('cannot link two mailboxes by key, content, bundle, grants or depositors', () => {
    const network = networkOf(crypto, OPEN_NETWORK)
    const mailboxes = truths.flatMap(({ mailboxes: keys }) => keys.map(({ key }) => key))
    const views = mailboxes.map(key => viewOf(recordings, key))
    // what stands in the records of everybody
    const ids = recordings.map(({ peerId }) => utf8ToBytes(peerId))
    const keys = recordings.map(({ peerId }) => base58btc.baseDecode(peerId).slice(-32))
    // full hours, see below; and by the coordinator's own clock, when it wrote two of them together
    const times = [...new Set(views.flatMap(view => [...view.times, ...view.lapses]))].map(u64)
    const everywhere = [network.id, ...ids, ...keys, ...times]
    const known = new Map<string, number>()
    for (const [at, view] of views.entries()) {
      assert.ok(view.parts.length > 0)
      const parts = view.parts.flatMap(bytes => without([...everywhere, utf8ToBytes(view.name)], bytes))
      for (const window of new Set(parts.flatMap(windows))) {
        const before = known.get(window) ?? at
        assert.ok(before === at || !isTelling(window), `mailboxes ${before} and ${at} share ${inHex(window)}`)
        known.set(window, at)
      }
    }
    for (const [at, { remotes }] of views.entries()) {
      for (const { remotes: others } of views.slice(at + 1)) {
        for (const remote of remotes) assert.ok(!others.has(remote), 'one key came to two mailboxes')
      }
    }
    // to the millisecond a time would be a name
    for (const [at, one] of views.entries()) {
      for (const other of views.slice(at + 1)) {
        const shared = [...one.times].filter(time => other.times.has(time) && time % EXPIRY_STEP !== 0)
        assert.deepEqual(shared, [], 'two mailboxes share a time')
      }
    }
  })

  it('match copies by time: against that nothing here protects', () => {
    // each text was stored before the next was written
    const texts = copies.filter(group => span(group) < 5_000)
    let matched = 0
    for (const [one] of texts) {
      assert.ok(one)
      const nearest = recordings.flatMap((_, coordinator) => {
        const there = deposits.filter(
          each => each.coordinator === coordinator && each.bytes.length === one.bytes.length
        )
        return there.toSorted((a, b) => Math.abs(a.at - one.at) - Math.abs(b.at - one.at)).slice(0, 1)
      })
      const truth = copies.find(group => group.includes(one))
      if (nearest.length === 3 && nearest.every(each => truth?.includes(each))) matched += 1
    }
    assert.ok(matched >= 3, `${matched} of ${texts.length} matched by time and size`)
  })
})

/** Each frame is read once. */
const decoded = new WeakMap<SeenFrame, MailboxRequestKind>()

function requestIn(frame: SeenFrame): MailboxRequestKind {
  const request = decoded.get(frame) ?? decodeMailboxRequest(frame.bytes)
  decoded.set(frame, request)
  return request
}

function requests<K extends MailboxRequestKind['kind']>(
  frames: readonly SeenFrame[],
  kind: K
): ReadonlyArray<{ readonly frame: SeenFrame; readonly request: RequestOf<K> }> {
  return frames.flatMap(frame => {
    if (frame.direction === 'out') return []
    const request = requestIn(frame)
    return request.kind === kind ? [{ frame, request: request as unknown as RequestOf<K> }] : []
  })
}

function depositsAt(recordings: readonly Recording[], coordinator: number): readonly Deposit[] {
  const seen = requests(recordings[coordinator]?.frames ?? [], 'store').map(
    ({ frame, request: { store } }) => ({
      coordinator,
      at: frame.at,
      depositor: frame.remote,
      mailbox: store.forUserId,
      bytes: store.encryptedMessage,
      token: store.token,
      expires: store.expiresAt,
      frame: frame.bytes
    })
  )
  // one that was tried twice is the same one
  return seen.filter(
    (one, at) => seen.findIndex(other => bytesToHex(other.bytes) === bytesToHex(one.bytes)) === at
  )
}

async function truthOf({ name, folder }: TestPerson): Promise<Truth> {
  const rng = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))
  const store = await openVault({ folder, unlock: { kind: 'key-file' }, crypto, rng })
  try {
    const { account, device } = await loadProfile({ store, crypto, rng, clock: Date.now })
    const mailboxes: Array<{ readonly key: Uint8Array; readonly requests: boolean }> = []
    for await (const { value } of store.walk('mailboxes')) {
      const { seed, requests: isForStrangers } = decodeMailboxRecord(value)
      mailboxes.push({ key: crypto.ed25519PublicKey(seed), requests: isForStrangers })
    }
    const depositSecrets: Uint8Array[] = []
    for await (const { value } of store.walk('contacts'))
      depositSecrets.push(decodeContactRecord(value).depositSecret)
    const { publicKey, ratchetKey } = device
    return { name, account: account.publicKey, device: publicKey, ratchetKey, mailboxes, depositSecrets }
  } finally {
    await store.close()
  }
}

/** The deposits of each envelope, by what their receivers can open. */
function grouped(truths: readonly Truth[], deposits: readonly Deposit[]): ReadonlyArray<readonly Deposit[]> {
  const groups = new Map<string, Deposit[]>()
  for (const { mailboxes, depositSecrets } of truths) {
    for (const { key } of mailboxes) {
      const name = peerIdOf(key)
      for (const deposit of deposits.filter(({ mailbox }) => mailbox === name)) {
        for (const secret of depositSecrets) {
          try {
            const envelope = bytesToHex(openDeposit(crypto, secret, key, deposit.bytes))
            groups.set(envelope, [...(groups.get(envelope) ?? []), deposit])
          } catch {
            // of another contact
          }
        }
      }
    }
  }
  return [...groups.values()].filter(group => group.length === 3)
}

/** All that was seen of one mailbox: of its owner, of depositors, and what was stored. */
function viewOf(
  recordings: readonly Recording[],
  mailbox: Uint8Array
): {
  readonly name: string
  readonly parts: readonly Uint8Array[]
  readonly remotes: ReadonlySet<string>
  /** That others told. */
  readonly times: ReadonlySet<number>
  /** That the coordinator has counted itself. */
  readonly lapses: ReadonlySet<number>
} {
  const name = peerIdOf(mailbox)
  const remotes = new Set([name])
  const times = new Set<number>()
  for (const { frames } of recordings) {
    for (const { frame, request } of requests(frames, 'store')) {
      if (request.store.forUserId !== name) continue
      remotes.add(frame.remote)
      times.add(request.store.expiresAt)
    }
    for (const { frame, request } of requests(frames, 'getBundle')) {
      if (bytesToHex(request.getBundle.mailbox) === bytesToHex(mailbox)) remotes.add(frame.remote)
    }
    for (const { frame, request } of requests(frames, 'register')) {
      if (frame.remote !== name) continue
      for (const { expires } of request.register.grants) if (expires > 0) times.add(expires)
    }
  }
  const heads = recordings.flatMap(({ stored }) => stored.filter(({ table }) => table === MAILBOXES_TABLE))
  const own = heads.map(({ value }) => readHead({ order: 0, value }))
  const lapses = new Set(own.filter(({ key }) => equalBytes(key, mailbox)).map(head => head.lapses))
  const parts = recordings.flatMap(({ frames, stored }) => [
    ...frames.filter(({ remote }) => remotes.has(remote)).map(({ bytes }) => bytes),
    ...stored.filter(({ value }) => find(Buffer.from(value), mailbox)).map(({ value }) => value)
  ])
  return { name, parts, remotes, times, lapses }
}

function seenBytes(recordings: readonly Recording[]): Buffer {
  return Buffer.concat(
    recordings.flatMap(({ frames, stored }) => [
      ...frames.flatMap(({ bytes, remote }) => [bytes, utf8ToBytes(remote)]),
      ...stored.map(({ value }) => value)
    ])
  )
}

/** A key and how it is usually written; without the ends, which would depend on what follows. */
function spellings(bytes: Uint8Array): readonly Uint8Array[] {
  return [
    bytes,
    utf8ToBytes(bytesToHex(bytes)),
    utf8ToBytes(base58btc.baseEncode(bytes)),
    utf8ToBytes(base64.baseEncode(bytes).slice(0, -2)),
    utf8ToBytes(base64url.baseEncode(bytes).slice(0, -2))
  ]
}

function find(haystack: Buffer, bytes: Uint8Array): boolean {
  return haystack.indexOf(bytes) !== -1
}

/** As coordinators store times. */
function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** What is left between some constants. */
function without(constants: readonly Uint8Array[], bytes: Uint8Array): readonly Uint8Array[] {
  return constants.reduce<readonly Uint8Array[]>(
    (parts, constant) =>
      parts.flatMap(part => {
        const at = Buffer.from(part).indexOf(constant)
        if (at === -1) return [part]
        return [part.subarray(0, at), ...without([constant], part.subarray(at + constant.length))]
      }),
    [bytes]
  )
}

/** All runs of that many bytes, a character a byte. */
function windows(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1')
  return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) => text.slice(at, at + WINDOW))
}

function inHex(window: string): string {
  return Buffer.from(window, 'latin1').toString('hex')
}

/** Not only small numbers in wide fields, which everybody has. */
function isTelling(window: string): boolean {
  return [...window].filter(byte => byte !== '\0').length > 4
}

function sharedWindow(one: Uint8Array, other: Uint8Array): string | undefined {
  const known = new Set(windows(one))
  return windows(other).find(window => known.has(window))
}

function span(group: readonly Deposit[]): number {
  const times = group.map(({ at }) => at)
  return Math.max(...times) - Math.min(...times)
}
