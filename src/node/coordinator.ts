/**
 * A coordinator: no account, no messages of its own. It helps nodes to find each other,
 * relays, and holds sealed mail. It never writes down who its members are.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { StorageError } from '../errors.ts'
import { networkOf, parseNetworkSecret } from '../identity/index.ts'
import type { Transport } from '../link.ts'
import type { Store } from '../ports.ts'
import { createMailboxService } from '../relay/index.ts'
import { openVault, vaultExists } from '../store/index.ts'
import type { CoordinatorNode, CoordinatorOptions } from './api.ts'
import { COORDINATOR_LISTEN, DEV_LISTEN, OPEN_NETWORK } from './constants.ts'
import type { NodeContext } from './context.ts'
import { crashPoint } from './crash-point.ts'
import { fastBackend, speedUp } from './crypto/fast.ts'
import { Directory } from './directory.ts'
import { COORDINATOR_PING_INTERVAL, MAX_COORDINATOR_CONNECTIONS } from './host/constants.ts'
import { createCertificate, createHost, restoreCertificate, serialiseCertificate } from './host/index.ts'
import { loadHostKeys } from './host-keys.ts'
import { Neighbours } from './neighbours.ts'
import { nodeLogger, randomBytes } from './platform.ts'
import { holdsAccount } from './profile.ts'
import { openRecordShelf } from './record-shelf.ts'

/** How much the connection manager wants to keep a connection to who uses a mailbox. */
const USER_WEIGHT = 50

/**
 * Starts a coordinator on a data folder, which is made if it is not there.
 *
 * @throws {StorageError} another process has the folder open, or it is a messenger's
 * @throws {ListenError} a port is taken
 */
export async function createCoordinator(options: CoordinatorOptions): Promise<CoordinatorNode> {
  const platform = { crypto: fastBackend, rng: randomBytes, clock: Date.now }
  const coordinator = await createCoordinatorOn(platform, options)
  // Not before it is ready, which would be later by that.
  speedUp().catch((error: unknown) => {
    nodeLogger('earshot:coordinator')('libsodium was not loaded: %e', error)
  })
  return coordinator
}

/** What goes around the store of a coordinator, and around what it serves others on, to watch it. */
export interface CoordinatorTaps {
  store(store: Store): Store
  /** Under its mailboxes. */
  mailboxes(served: Served): Served
  /** Under presence, queries, and the records that are left with it. */
  discovery(served: Served): Served
}

/** What a service uses of a transport. */
export type Served = Pick<Transport, 'peerId' | 'handle' | 'unhandle'>

/** The same on another platform, and watched. */
export async function createCoordinatorOn(
  platform: Pick<NodeContext, 'crypto' | 'rng' | 'clock'>,
  options: CoordinatorOptions,
  taps?: CoordinatorTaps
): Promise<CoordinatorNode> {
  const { folder, dev = false, bootstrap = [], networkSecrets: secrets = [], signal } = options
  const { crypto, rng } = platform
  const create = !(await vaultExists(folder))
  const store = await openVault({
    folder,
    unlock: { kind: 'key-file' },
    create,
    crypto,
    rng,
    ...(signal && { signal })
  })
  const logger = nodeLogger('earshot:coordinator')
  const context: NodeContext = { ...platform, store: taps?.store(store) ?? store, logger }
  const stops: Array<() => void | Promise<void>> = [async () => store.close()]
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    stopped ??= (async () => {
      for (const each of stops.toReversed()) {
        try {
          await each()
        } catch (error) {
          // What fails to end must not keep the rest, and the lock of the folder, from it.
          logger.error('a part of the coordinator did not end: %e', error)
        }
      }
    })()
    await stopped
  }
  try {
    if (await holdsAccount(store)) {
      throw new StorageError(
        'This folder holds the account of a messenger: give the coordinator one of its own'
      )
    }
    const keys = await loadHostKeys(context, async () => serialiseCertificate(await createCertificate()))
    const networks = [OPEN_NETWORK, ...secrets.map(secret => parseNetworkSecret(crypto, secret))].map(
      network => networkOf(crypto, network)
    )
    const host = await createHost({
      seed: keys.seed,
      certificate: restoreCertificate(keys.certificate),
      listen: options.listen ?? (dev ? DEV_LISTEN : COORDINATOR_LISTEN),
      bootstrap,
      role: { relay: true, dhtMode: 'server' },
      maxConnections: MAX_COORDINATOR_CONNECTIONS,
      pingInterval: COORDINATOR_PING_INTERVAL,
      dev,
      topics: networks.map(({ topic }) => topic),
      shelf: await openRecordShelf(context, keys.seed),
      known: peerId => presence.isMember(peerId),
      log: logger
    })
    stops.push(async () => host.stop())
    const directory = new Directory({
      ...context,
      host,
      relayed: false,
      alone: true,
      onChange: () => undefined
    })
    const neighbours = new Neighbours({
      ...context,
      host: taps === undefined ? host : { ...host, ...taps.discovery(host) },
      networks,
      directory,
      self: undefined,
      seed: keys.seed,
      account: undefined,
      ownRecord: () => undefined,
      coordinator: true,
      contactOf: () => undefined,
      onPresence: () => undefined,
      onAddresses: () => undefined
    })
    const { presence } = neighbours
    const mailboxes = createMailboxService({
      ...context,
      transport: taps?.mailboxes(host) ?? host,
      seed: keys.seed,
      membershipKeyOf: wanted => networks.find(({ id }) => equalBytes(id, wanted))?.membershipKey,
      onUse: peerId => {
        host.prefer(peerId, USER_WEIGHT).catch((error: unknown) => {
          logger('a user of a mailbox was not marked: %e', error)
        })
      },
      crashPoint
    })
    await mailboxes.start()
    stops.push(async () => mailboxes.stop())
    stops.push(async () => neighbours.stop())
    await neighbours.start(bootstrap)
    return { peerId: host.peerId, addresses: () => host.addresses(), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
