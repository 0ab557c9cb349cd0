/** Who is to be found, and what others know of it. */
import { addressBytes, leaveRecords } from '../../../src/discovery/index.ts'
import { EarshotError } from '../../../src/errors.ts'
import {
  dayOf,
  lookupKey,
  nextRevision,
  sealInner,
  signDescriptor,
  signLookupRecord
} from '../../../src/identity/index.ts'
import { fastBackend as crypto } from '../../../src/node/crypto/fast.ts'
import { randomBytes as rng } from '../../../src/node/platform.ts'
import { newProfile } from '../../../src/node/profile.ts'
import { contextOf, hostOf } from './host.ts'
import { linksOf } from './links.ts'
import { DEADLINE } from './waiting.ts'
import type { Peer } from '../../../src/messaging/index.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Host, HostOptions } from '../../../src/node/host/index.ts'
import type { Links } from '../../../src/node/links.ts'
import type { Profile } from '../../../src/node/profile.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Place, Running } from './host.ts'

const DAY = 86_400_000

/**
 * What somebody knows of who is sought. The addresses are not for who has to find them. Plain: it
 * goes from process to process.
 */
export interface Target extends Place {
  readonly userId: string
  /** Its name of today. */
  readonly key: Uint8Array
  /** What a contact knows of it that was never told where it is. */
  readonly peer: Pick<Peer, 'account' | 'consent' | 'device' | 'reach'>
}

/** Somebody to be found: listens, takes links of anybody, and answers no question. */
export class Sought implements Running {
  readonly host: Host
  readonly profile: Profile
  readonly #links: Links

  private constructor(context: NodeContext, host: Host, profile: Profile) {
    this.host = host
    this.profile = profile
    this.#links = linksOf(context, host, peerId => peerId)
  }

  /** @param known - who it was in an earlier life, to be the same at another address */
  static async start(listen: HostOptions['listen'], known: Profile | undefined): Promise<Sought> {
    const context = contextOf()
    const profile = known ?? newProfile(context, 'Sought')
    // in no network: it is connected to nobody but who finds it
    const host = await hostOf(context, { seed: profile.device.seed, role: { dhtMode: 'client' }, listen })
    const sought = new Sought(context, host, profile)
    await sought.#links.start()
    return sought
  }

  target(): Target {
    const { publicKey, userId } = this.profile.account
    return {
      peerId: this.host.peerId,
      addresses: this.host.addresses(),
      userId,
      key: lookupKey(crypto, publicKey, dayOf(Date.now())),
      peer: this.#peer()
    }
  }

  /** Its record of today, which says where it is to who has its descriptor key. */
  record(): Signed {
    const { account } = this.profile
    const revision = nextRevision(Date.now())
    const addresses = this.host.addresses().flatMap(address => addressBytes(address) ?? [])
    const descriptor = this.#descriptor(revision, addresses)
    return signLookupRecord(crypto, rng, account, { day: dayOf(Date.now()), revision, descriptor })
  }

  #descriptor(revision: number, addresses: readonly Uint8Array[]): Signed {
    const { device, deviceList, descriptorKey } = this.profile
    return signDescriptor(crypto, device, {
      revision,
      expires: Date.now() + DAY,
      deviceList,
      suites: [1],
      requestMailboxes: [],
      inner: sealInner(crypto, rng, descriptorKey, { addresses, mailboxes: [] })
    })
  }

  #peer(): Target['peer'] {
    const { account, device, deviceList, descriptorKey } = this.profile
    return {
      account: account.publicKey,
      consent: 'accepted',
      device: device.publicKey,
      reach: {
        descriptor: this.#descriptor(1, []),
        descriptorKey,
        depositSecret: rng(32),
        revision: 1,
        deviceList,
        device: device.publicKey,
        addresses: [],
        mailboxes: []
      }
    }
  }

  /** Leaves its record of today with a keeper, from a host that nobody knows. */
  async leave(keeper: Place): Promise<void> {
    const signal = AbortSignal.timeout(DEADLINE)
    let kept = 0
    while (kept === 0) {
      const pseudonym = await this.host.pseudonym(rng(32))
      try {
        kept = await leaveRecords(pseudonym, keeper, [this.record()], signal)
      } catch (error) {
        // a machine that is busy with fifty nodes makes handshakes wait; the owner comes again, too
        if (!(error instanceof EarshotError) || signal.aborted) throw error
      } finally {
        await pseudonym.stop()
      }
    }
  }

  async stop(): Promise<void> {
    await this.#links.stop()
    await this.host.stop()
  }
}
