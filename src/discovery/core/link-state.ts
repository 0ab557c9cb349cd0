/**
 * How we stand with one contact, as people see it (docs/PROTOCOL.md, 15.3): an explicit machine in
 * which a link may come or break in every state. A relayed link keeps its state while a
 * direct path is being tried beside it.
 */

/** In the order in which a contact usually passes through them. */
export type LinkStateName =
  | 'DISCONNECTED'
  | 'DISCOVERING'
  | 'SIGNALING'
  | 'CONNECTING'
  | 'CONNECTED'
  | 'RELAY_MODE'
  | 'STORE_FORWARD'

/** Where the machine is, and whether a relayed link is up (also as standby beside a direct one). */
export interface LinkState {
  readonly name: LinkStateName
  readonly relayed: boolean
}

/**
 * What happens to it.
 * - seek: the ladder starts
 * - found: somebody, or the cache, named an address
 * - dial: an address is being dialled
 * - direct-up, direct-down: the direct link
 * - relay-up, relay-down: the relayed link
 * - failed: nobody was found, or no dial succeeded
 * - close: we let go on purpose
 */
export type LinkEvent =
  | 'seek'
  | 'found'
  | 'dial'
  | 'direct-up'
  | 'direct-down'
  | 'relay-up'
  | 'relay-down'
  | 'failed'
  | 'close'

/** Nobody has looked for this contact yet. */
export const DISCONNECTED: LinkState = { name: 'DISCONNECTED', relayed: false }

/** Where each state goes; an event that is not named leaves it. `fallback` is decided by the relay. */
const STEPS: Readonly<Record<LinkStateName, Partial<Record<LinkEvent, LinkStateName | 'fallback'>>>> = {
  DISCONNECTED: { seek: 'DISCOVERING' },
  DISCOVERING: { found: 'SIGNALING', dial: 'CONNECTING', failed: 'fallback' },
  SIGNALING: { dial: 'CONNECTING', failed: 'fallback' },
  CONNECTING: { failed: 'fallback' },
  CONNECTED: { 'direct-down': 'fallback' },
  RELAY_MODE: { 'relay-down': 'STORE_FORWARD' },
  STORE_FORWARD: { seek: 'DISCOVERING' }
}

/** The next state. An event that means nothing there returns the very same value. */
export function nextLinkState(state: LinkState, event: LinkEvent): LinkState {
  const relayed = event === 'relay-up' || (state.relayed && event !== 'relay-down' && event !== 'close')
  const name = nextName(state.name, event, relayed)
  return name === state.name && relayed === state.relayed ? state : { name, relayed }
}

function nextName(name: LinkStateName, event: LinkEvent, relayed: boolean): LinkStateName {
  if (event === 'close') return 'DISCONNECTED'
  if (event === 'direct-up') return 'CONNECTED'
  if (event === 'relay-up') return name === 'CONNECTED' ? 'CONNECTED' : 'RELAY_MODE'
  const step = STEPS[name][event] ?? name
  if (step !== 'fallback') return step
  return relayed ? 'RELAY_MODE' : 'STORE_FORWARD'
}
