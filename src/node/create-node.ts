/** Makes a messenger node. */
import { UsageError } from '../errors.ts'
import { loadCoordinators } from '../discovery/index.ts'
import { networkOf } from '../identity/index.ts'
import { openMessenger } from '../messaging/index.ts'
import type { Messenger, MessengerPorts } from '../messaging/index.ts'
import { openVault } from '../store/index.ts'
import type { Unlock as VaultUnlock, Vault } from '../store/index.ts'
import type { EarshotNode, NodeOptions, Unlock } from './api.ts'
import { OPEN_NETWORK } from './constants.ts'
import type { NodeContext } from './context.ts'
import { crashPoint } from './crash-point.ts'
import { fastBackend, speedUp } from './crypto/fast.ts'
import { DescriptorKeeper } from './descriptor.ts'
import type { Host, HostRole } from './host/index.ts'
import { loadHostKeys } from './host-keys.ts'
import { joinedNetworks, nameOf } from './joined-networks.ts'
import { listenAgain } from './kept-ports.ts'
import { DEFAULT_LISTEN } from './listen.ts'
import { MessengerNode } from './messenger-node.ts'
import { nodeLogger, randomBytes } from './platform.ts'
import { loadProfile, newProfile, saveProfile } from './profile.ts'
import type { Profile } from './profile.ts'
import { openRecordShelf } from './record-shelf.ts'
import type { Runtime } from './runtime.ts'
import { SERVED_RESERVATIONS } from './served-limits.ts'

/** What tests replace: primitives, chance that can be repeated, time that can be moved. */
export interface NodePlatform extends Pick<NodeContext, 'crypto' | 'rng' | 'clock'> {
  /** Default: serves the DHT while others can reach it. */
  readonly role?: HostRole
  /** Where a node listens that is not told where, on the ports of its last start. Default: every interface. */
  readonly defaultListen?: readonly string[]
}

type Options = NodeOptions & Pick<NodePlatform, 'role' | 'defaultListen'>

/**
 * Opens the account of a folder, or makes one, and goes on the network.
 *
 * @throws {StorageError} the folder holds no account, or another process has it open
 * @throws {UsageError} options that make no sense
 * @throws {ListenError} an address cannot be listened on
 */
export async function createNode(options: NodeOptions): Promise<EarshotNode> {
  const node = await createNodeOn({ crypto: fastBackend, rng: randomBytes, clock: Date.now }, options)
  // Not before the node is ready, which would be later by that, nor for one command.
  if (options.offline !== true && options.shortLived !== true) {
    speedUp().catch((error: unknown) => {
      nodeLogger('earshot:node')('libsodium was not loaded: %e', error)
    })
  }
  return node
}

/** The same on another platform. */
export async function createNodeOn(platform: NodePlatform, options: NodeOptions): Promise<EarshotNode> {
  const { folder, unlock, create = false, networks = [OPEN_NETWORK], signal } = options
  if (networks.length === 0) throw new UsageError('A node is in at least one network')
  const { role, defaultListen, ...means } = platform
  const { crypto, rng } = means
  // before anything is on the disk: a name may be refused
  const made = create ? newProfile(means, options.name ?? '') : undefined
  const vault = await openVault({
    folder,
    unlock: vaultUnlock(unlock),
    create,
    crypto,
    rng,
    ...(signal && { signal })
  })
  try {
    const context: NodeContext = { ...means, store: vault, logger: nodeLogger('earshot:node') }
    if (made !== undefined) await saveProfile(context, made)
    const profile = made ?? (await loadProfile(context))
    const own = { ...(role && { role }), ...(defaultListen && { defaultListen }) }
    return await start({ ...options, ...own }, context, vault, profile)
  } catch (error) {
    await vault.close()
    throw error
  }
}

async function start(
  options: Options,
  context: NodeContext,
  vault: Vault,
  profile: Profile
): Promise<EarshotNode> {
  const { networks: names = [OPEN_NETWORK], offline = false, onEvent } = options
  const joined = await joinedNetworks(context.store)
  const open = names.filter(name => !joined.some(network => nameOf(network) === name))
  const networks = [...open, ...joined].map(network => networkOf(context.crypto, network))
  options.signal?.throwIfAborted()
  const descriptor = new DescriptorKeeper(context, profile)
  let node: MessengerNode | undefined
  const runtime = offline
    ? undefined
    : await startRuntime(options, context, profile, networks, descriptor, {
        onPresence: change => node?.presenceChanged(change),
        onLink: (userId, state, route) => node?.linkChanged(userId, state, route),
        onMailboxes: held => node?.mailboxesChanged(held),
        onServing: served => node?.servingChanged(served)
      })
  let messenger: Messenger | undefined
  try {
    messenger = await openMessenger({
      ...context,
      self: profile,
      describe: () => descriptor.current,
      ports: runtime?.ports ?? NOWHERE,
      crashPoint
    })
    node = new MessengerNode({
      ...context,
      profile,
      vault,
      messenger,
      runtime,
      descriptor,
      networks,
      startedWith: names,
      onEvent
    })
    const { userId, peerId } = node
    if (runtime !== undefined) node.emit('ready', { userId, peerId, addresses: node.addresses() })
    node.tellOfOldDisk()
    await runtime?.start(messenger)
    options.signal?.throwIfAborted()
    return node
  } catch (error) {
    await runtime?.stop()
    await messenger?.stop()
    throw error
  }
}

async function startRuntime(
  options: Options,
  context: NodeContext,
  profile: Profile,
  networks: ReturnType<typeof networkOf>[],
  descriptor: DescriptorKeeper,
  handlers: Pick<
    ConstructorParameters<typeof Runtime>[0],
    'onPresence' | 'onLink' | 'onMailboxes' | 'onServing'
  >
): Promise<Runtime> {
  const { bootstrap = [], shortLived = false, role = {}, volunteer, defaultListen = DEFAULT_LISTEN } = options
  const told = shortLived ? [] : options.listen
  // libp2p takes half a second to load: not before the vault has let us in.
  const [hosts, { Runtime: NodeRuntime }] = await Promise.all([
    import('./host/index.ts'),
    import('./runtime.ts')
  ])
  const keys = await loadHostKeys(
    context,
    async () => hosts.serialiseCertificate(await hosts.createCertificate()),
    profile.device.seed
  )
  const coordinators = await loadCoordinators(context.store, { log: context.logger })
  const shelf = await openRecordShelf(context, profile.device.seed)
  let runtime: Runtime | undefined
  const createHost = async (listen: readonly string[]): Promise<Host> =>
    await hosts.createHost({
      seed: profile.device.seed,
      certificate: hosts.restoreCertificate(keys.certificate),
      listen,
      bootstrap,
      role,
      remembered: coordinators.flatMap(coordinator => coordinator.addresses),
      topics: networks.map(({ topic }) => topic),
      shelf,
      // A command that listens nowhere follows the addresses that its user gave it.
      dev: listen.length === 0,
      known: peerId => runtime?.isKnown(peerId) === true,
      relayLimits: { reservations: SERVED_RESERVATIONS },
      log: context.logger
    })
  const host =
    told === undefined
      ? await listenAgain(context, defaultListen, hosts.freePorts, createHost)
      : await createHost(told)
  try {
    runtime = new NodeRuntime({
      ...context,
      ...handlers,
      profile,
      host,
      createHost: async seed => await host.pseudonym(seed),
      networks,
      bootstrap,
      shortLived,
      wish: volunteer === undefined ? 'elect' : volunteer ? 'volunteer' : 'never',
      descriptor
    })
    return runtime
  } catch (error) {
    await host.stop()
    throw error
  }
}

/** What an offline messenger reaches: nobody. */
const NOWHERE: MessengerPorts = {
  seek: () => undefined,
  deposit: async () => ({ kind: 'later' }),
  fetchBundles: async () => [],
  fetchContactBundle: async () => undefined,
  assured: async () => undefined
}

/** The vault wants bytes, so that they can be erased. */
function vaultUnlock(unlock: Unlock): VaultUnlock {
  if (unlock.kind === 'key-file') return unlock
  return { kind: 'passphrase', passphrase: new TextEncoder().encode(unlock.passphrase.normalize('NFKC')) }
}
