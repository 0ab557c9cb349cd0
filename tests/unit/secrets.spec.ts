/**
 * Secrets stay bytes: none becomes a string in src/ratchet, and none, nor a text, stands in a log
 * line or an error of two messengers that agree, write, and get what was altered. The whole program
 * is searched by tests/e2e/canary.spec.ts.
 */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { inspect } from 'node:util'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { EarshotError } from '../../src/errors.ts'
import {
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  openInitial,
  publicPrekeys,
  respond,
  restoreSession,
  sealInitial,
  sessionRecord,
  skippedKeyRecord
} from '../../src/ratchet/index.ts'
import { befriend, PostOffice } from '../support/messaging.ts'
import { START, bundleOf, openPair, seededRng, testDevice } from '../support/ratchet.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Logger } from '../../src/ports.ts'
import type { Person } from '../support/messaging.ts'

const CANARY = 'the canary sings at dawn 7f3a'

/** Keeps a copy of every secret that the primitives gave out or were given. */
function remembering(secrets: Set<string>): CryptoBackend {
  const keep = (...arrays: readonly Uint8Array[]): void => {
    // shorter ones are numbers and labels; zeros are nobody's
    for (const bytes of arrays) if (bytes.length >= 16 && bytes.some(Boolean)) secrets.add(bytesToHex(bytes))
  }
  return {
    ...nobleBackend,
    hmacSha256(key, ...data) {
      const mac = nobleBackend.hmacSha256(key, ...data)
      keep(key, mac)
      return mac
    },
    hkdfSha256(inputKey, salt, info, length) {
      const keys = nobleBackend.hkdfSha256(inputKey, salt, info, length)
      keep(inputKey)
      for (let at = 0; at + 16 <= keys.length; at += 32) keep(keys.subarray(at, at + 32))
      return keys
    },
    x25519(secret, publicKey) {
      const agreed = nobleBackend.x25519(secret, publicKey)
      keep(secret, agreed)
      return agreed
    },
    mlKem768Encapsulate(publicKey, randomness) {
      const agreed = nobleBackend.mlKem768Encapsulate(publicKey, randomness)
      keep(agreed.sharedSecret)
      return agreed
    },
    mlKem768KeyPair(seed) {
      keep(seed)
      return nobleBackend.mlKem768KeyPair(seed)
    },
    ed25519Sign(seed, message) {
      keep(seed)
      return nobleBackend.ed25519Sign(seed, message)
    },
    chacha20Poly1305Seal(key, nonce, content, associatedData) {
      keep(key)
      return nobleBackend.chacha20Poly1305Seal(key, nonce, content, associatedData)
    },
    xchacha20Poly1305Seal(key, nonce, content, associatedData) {
      keep(key)
      return nobleBackend.xchacha20Poly1305Seal(key, nonce, content, associatedData)
    }
  }
}

/** The forms in which the first 16 bytes would show. */
function spellings(hex: string): readonly string[] {
  const bytes = Buffer.from(hex.slice(0, 32), 'hex')
  return [
    hex.slice(0, 32),
    hex.slice(0, 32).replaceAll(/../gu, '$& ').trim(),
    bytes.toString('latin1'),
    // without what the bytes after it would change
    bytes.toString('base64').slice(0, 21),
    bytes.toString('base64url').slice(0, 21),
    bytes.join(', '),
    bytes.join(',')
  ]
}

/** @returns what of it was found, in words that do not repeat it */
function leaks(text: string, secrets: Iterable<string>): readonly string[] {
  // columns of numbers run together
  const flat = text.replaceAll(/\s+/gu, ' ')
  return [...secrets].flatMap(hex =>
    spellings(hex).flatMap((spelling, at) =>
      text.includes(spelling) || flat.includes(spelling) ? [`a secret in form ${at}`] : []
    )
  )
}

/** All that an error would show. */
function told(error: unknown): string {
  return `${String(error)} ${(error as Error).stack ?? ''} ${inspect(error, { depth: 9, showHidden: true })}`
}

describe('secrets', () => {
  it('are found by this search in all their usual forms', () => {
    const secret = bytesToHex(seededRng('needle')(32))
    const bytes = Buffer.from(secret, 'hex')
    const binary = bytes.toString('latin1')
    const encoded = [secret, bytes.toString('base64'), bytes.toString('base64url'), binary]
    for (const text of [...encoded, inspect(bytes), inspect(new Uint8Array(bytes)), bytes.join()]) {
      assert.notDeepEqual(leaks(`before ${text} after`, [secret]), [], text)
      assert.deepEqual(leaks(`before ${text} after`, [bytesToHex(seededRng('other')(32))]), [])
    }
  })

  it('are bytes in everything that src/ratchet hands out', () => {
    const rng = seededRng('secrets')
    const [alice, bob] = [testDevice(rng), testDevice(rng)]
    const crypto = nobleBackend
    const plaintext = utf8ToBytes(CANARY)
    const common = { crypto, rng, now: START, plaintext }
    const opened = initiate({ ...common, self: alice.self, peer: bundleOf(bob), leastSuite: 0 })
    const prekeys = findPrekeys(crypto, [bob.prekeys], opened.initial, START)
    const { initial } = opened
    const answered = respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now: START })
    const lost = encrypt({ ...common, session: opened.session })
    const { envelope } = encrypt({ ...common, session: lost.session })
    const received = decrypt({ crypto, session: answered.session, envelope, now: START })
    const [key] = received.stored
    assert.ok(key !== undefined)
    const record = sessionRecord(received.session)
    const values = [opened, prekeys, answered, received, record, skippedKeyRecord(key), bob.prekeys]
    const names = new Set<string>()
    const walk = (name: string, value: unknown): void => {
      if (typeof value === 'string') names.add(name)
      if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return
      for (const [field, each] of Object.entries(value)) walk(field, each)
    }
    walk('', values)
    // the name of a session, and the kind of what a header carries
    assert.deepEqual([...names].toSorted(), ['id', 'kind', 'session'])
  })

  it('are made into a string nowhere in src/ratchet', () => {
    const folder = new URL('../../src/ratchet/', import.meta.url)
    const conversions =
      /bytesToHex\(|bytesToUtf8\(|TextDecoder|\.toString\(|String\(|JSON\.|\.join\(|toHex\(|toBase64\(|btoa\(|\$\{/u
    const found = readdirSync(folder).flatMap(name =>
      readFileSync(new URL(name, folder), 'utf8')
        .split('\n')
        .filter(line => conversions.test(line) && !/^\s*(?:\*|\/\/|\/\*)/u.test(line))
        .map(line => `${name}: ${line.trim()}`)
    )
    // a label, and names of sessions and of messages in them
    assert.deepEqual(found, [
      'kdf.ts: return utf8ToBytes(`earshot/${what}/${version}`)',
      'pqxdh.ts: id: bytesToHex(keys.subarray(96)),',
      'record.ts: return `${session}/${chain}/${messageNumber}`',
      'record.ts: const id = bytesToHex(record.id)',
      'record.ts: if (place === undefined || bytesToHex(session) !== id) {'
    ])
  })

  it('are in no error of src/ratchet', () => {
    const secrets = new Set<string>()
    const crypto = remembering(secrets)
    const rng = seededRng('errors')
    const [alice, bob] = [testDevice(rng), testDevice(rng)]
    const plaintext = utf8ToBytes(CANARY)
    const pair = openPair(rng, alice, bob, plaintext)
    const common = { crypto, rng, now: START, plaintext }
    const { envelope } = encrypt({ ...common, session: pair.alice })
    const { session } = decrypt({ crypto, session: pair.bob.session, envelope, now: START })
    const peer = bundleOf(bob)
    const { initial } = initiate({ ...common, self: alice.self, peer, leastSuite: 0 })
    const prekeys = findPrekeys(crypto, [bob.prekeys], initial, START)
    const answer = (changes: object): unknown =>
      respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now: START, ...changes })
    const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, (bytes[at] ?? 0) ^ 1)
    const { requestKey } = publicPrekeys(crypto, bob.prekeys)
    const request = sealInitial(crypto, rng, requestKey, plaintext)
    const record = sessionRecord(session)
    const failing: ReadonlyArray<() => unknown> = [
      ...[0, 24, 30, 100, 255].map(at => () => {
        decrypt({ crypto, session: pair.bob.session, envelope: flip(envelope, at), now: START })
      }),
      () => decrypt({ crypto, session, envelope, now: START }),
      () => decrypt({ crypto, session, envelope: envelope.subarray(1), now: START }),
      () => encrypt({ ...common, session, plaintext: new Uint8Array(300_000) }),
      () =>
        initiate({
          ...common,
          self: alice.self,
          peer: { ...peer, signedPrekey: new Uint8Array(32) },
          leastSuite: 0
        }),
      () => initiate({ ...common, self: alice.self, peer, leastSuite: 9 }),
      () => answer({ initiator: { ...alice.self, identityKey: new Uint8Array(32) } }),
      () => answer({ initial: { ...initial, kemCiphertext: flip(initial.kemCiphertext, 0) } }),
      () => answer({ prekeys: { ...prekeys, signedPrekeySecret: prekeys.signedPrekeySecret.subarray(1) } }),
      () => openInitial(crypto, [bob.prekeys.requestSecret], flip(request, 40)),
      () => openInitial(crypto, [bob.prekeys.requestSecret.subarray(1)], request),
      () => restoreSession({ ...record, version: 99 }, []),
      () =>
        restoreSession(
          { ...record, sending: { ...record.sending, kem: record.rootKey } } as typeof record,
          []
        )
    ]
    const errors = failing.map(fail => {
      try {
        fail()
      } catch (error) {
        return told(error)
      }
      return assert.fail('nothing was refused')
    })
    assert.ok(secrets.size > 30, `${secrets.size} secrets`)
    assert.deepEqual(leaks(errors.join('\n'), secrets), [])
    assert.ok(!errors.join('\n').includes(CANARY))
  })

  it('are in no log line and no error of messengers that agree, write, and get what was altered', async () => {
    const secrets = new Set<string>()
    const lines: string[] = []
    const write = (...args: readonly unknown[]): void => {
      lines.push(args.map(arg => (arg instanceof Error ? told(arg) : inspect(arg, { depth: 9 }))).join(' '))
    }
    const logger: Logger = Object.assign(write, { error: write, trace: write })
    const office = new PostOffice('secrets', { crypto: remembering(secrets), logger })
    const idOf = (person: Person): string => person.self.account.userId
    const soon = (): AbortSignal => AbortSignal.timeout(5_000)
    const errors: string[] = []
    const refused = async (promise: Promise<unknown>): Promise<void> => {
      const error: unknown = await promise.then(
        () => undefined,
        (reason: unknown) => reason
      )
      assert.ok(error instanceof EarshotError, String(error))
      errors.push(told(error))
    }
    try {
      const alice = await office.join('Alice')
      const bob = await office.join('Bob')
      const deposits: Uint8Array[] = []
      office.onDeposit = ({ envelope }) => {
        deposits.push(envelope)
        return undefined
      }
      await befriend(office, alice, bob)
      await alice.messenger.submit(idOf(bob), CANARY)
      await alice.messenger.flush(soon())
      await office.collect(bob)
      await bob.messenger.flush(soon())
      const [entry] = await bob.messenger.history(idOf(alice), 10)
      assert.equal(entry?.text, CANARY)
      // everything again, altered and cut, to everybody, as mail and as a request
      for (const { messenger } of [alice, bob]) {
        for (const bytes of deposits) {
          for (const bad of [
            bytes.with(60, (bytes[60] ?? 0) ^ 1),
            bytes.with(-1, 1),
            bytes.subarray(1),
            bytes
          ]) {
            await messenger.receiveRequest(bad)
            for (const { userId } of [...messenger.peers()]) await messenger.receiveMail(userId, bad)
          }
        }
      }
      await refused(alice.messenger.submit(idOf(bob), CANARY.repeat(20_000)))
      await refused(alice.messenger.submit(idOf(alice), CANARY))
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      await refused(alice.messenger.ask(invite))
      for (const { self, messenger } of [alice, bob]) {
        for (const bytes of [self.account.seed, self.device.seed, self.device.ratchetSecret]) {
          secrets.add(bytesToHex(bytes))
        }
        for (const { depositSecret } of messenger.peers()) secrets.add(bytesToHex(depositSecret))
        for (const secret of messenger.invites.secrets()) secrets.add(bytesToHex(secret))
      }
    } finally {
      await office.stop()
    }
    assert.ok(lines.length > 10 && secrets.size > 100, `${lines.length} lines, ${secrets.size} secrets`)
    const all = [...lines, ...errors].join('\n')
    assert.deepEqual(leaks(all, secrets), [])
    assert.ok(!all.includes(CANARY))
  })
})
