/**
 * Who is looked for in the search scenario, what is left about it with others, and what liars answer instead.
 *
 * @packageDocumentation
 */
import { addressBytes } from '../../src/discovery/index.ts'
import {
  dayOf,
  lookupKey,
  sealInner,
  signDescriptor,
  signLookupRecord,
  userIdOf
} from '../../src/identity/index.ts'
import { newProfile } from '../../src/node/profile.ts'
import { decodeLookupRecord, encodeLookupRecord } from '../../src/wire/index.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { NodeContext } from '../../src/node/context.ts'
import type { Profile } from '../../src/node/profile.ts'
import type { Signed } from '../../src/wire/index.ts'

const day = 24 * 60 * 60_000

/** What a liar answers: made up, of earlier, about somebody else, 10,000 results, nothing at all. */
export type Lie = 'forged' | 'stale' | 'other' | 'flood' | 'silent'
export const LIES: readonly Lie[] = ['forged', 'stale', 'other', 'flood', 'silent']
const FLOOD = 10_000

/** A user with an account of real keys. */
export class Sought {
  readonly profile: Profile
  readonly userId: string
  readonly peerId: string
  /** Its name of today. */
  readonly key: Uint8Array
  /** Records that it signed before it moved, which somebody kept. */
  readonly old: Signed[] = []
  readonly #context: Omit<NodeContext, 'store' | 'logger'>
  #revision: number

  constructor(context: Omit<NodeContext, 'store' | 'logger'>) {
    this.#context = context
    this.profile = newProfile(context, 'somebody')
    const { account, device } = this.profile
    this.userId = userIdOf(account.publicKey)
    this.peerId = device.peerId
    this.key = lookupKey(context.crypto, account.publicKey, dayOf(context.clock()))
    this.#revision = context.clock()
  }

  /**
   * Signs where it is, newer each time.
   *
   * @param addresses - of its own
   * @param relays - addresses of its coordinators
   */
  sign(addresses: readonly string[], relays: readonly string[]): Signed {
    const { crypto, rng, clock } = this.#context
    const { account, device, deviceList, descriptorKey } = this.profile
    const now = clock()
    const revision = ++this.#revision
    const mailboxes = relays.map(relay => ({ mailbox: rng(32), addresses: bytesOf([relay]) }))
    const descriptor = signDescriptor(crypto, device, {
      revision,
      expires: now + day,
      deviceList,
      suites: [1],
      requestMailboxes: [],
      inner: sealInner(crypto, rng, descriptorKey, { addresses: bytesOf(addresses), mailboxes })
    })
    return signLookupRecord(crypto, rng, account, { day: dayOf(now), revision, descriptor })
  }

  /**
   * As a contact knows it: who it is, and a descriptor from before all those that it signs.
   *
   * @param relays - addresses of its coordinators in it
   */
  known(relays: readonly string[]): Pick<Peer, 'account' | 'consent' | 'device' | 'reach'> {
    const { account, device, deviceList, descriptorKey } = this.profile
    const nothing = { payload: new Uint8Array(0), signature: new Uint8Array(64) }
    return {
      account: account.publicKey,
      consent: 'accepted',
      device: device.publicKey,
      reach: {
        descriptor: nothing,
        descriptorKey,
        depositSecret: new Uint8Array(32),
        revision: 1,
        deviceList,
        device: device.publicKey,
        addresses: [],
        mailboxes: relays.map(relay => ({ mailbox: new Uint8Array(32), addresses: bytesOf([relay]) }))
      }
    }
  }
}

/**
 * What that liar hands out under the key of the sought.
 *
 * @param own - a record of the liar that names itself
 */
export function lieAbout({ key, old }: Sought, lie: Lie, own: Signed): readonly Signed[] {
  const forged: Signed = {
    payload: encodeLookupRecord({ ...decodeLookupRecord(own.payload), key }),
    signature: own.signature
  }
  switch (lie) {
    case 'forged':
      return [forged]
    case 'stale':
      return old
    case 'other':
      return [own]
    case 'flood':
      return Array.from({ length: FLOOD }, () => forged)
    case 'silent':
      return []
  }
}

function bytesOf(texts: readonly string[]): readonly Uint8Array[] {
  return texts.flatMap(text => addressBytes(text) ?? [])
}
