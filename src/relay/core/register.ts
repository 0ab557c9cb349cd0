import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { INCARNATION_LENGTH } from '../../wire/index.ts'
import { MAILBOX_WEIGHT, REGISTRATION_LIFETIME, RENEWAL_STEP } from '../constants.ts'
import { provesMembership } from './membership.ts'
import { grantsAllowed } from './quota.ts'
import { BUNDLES_TABLE, bundleKey, putGrants, putHead } from './records.ts'
import { refusal } from './state.ts'
import type { StoreOp } from '../../ports.ts'
import type { Grant, Register } from '../../wire/index.ts'
import type { GrantTerms, Mailbox, Step, StepContext } from './state.ts'

const NONE = new Uint8Array(0)

/**
 * Makes or renews the mailbox of the caller. The grants replace the earlier ones, and an epoch the one
 * that was held, which goes back to the owner. A lapsed
 * mailbox that still holds items comes back as the same one.
 *
 * @param from - 32-byte key that the caller came with: the mailbox
 */
export function registerMailbox(
  mailbox: Mailbox | undefined,
  from: Uint8Array,
  register: Register,
  context: StepContext
): Step {
  const { crypto, coordinator, limits, totals } = context
  const membershipKey = context.membershipKeyOf(register.network)
  if (
    membershipKey === undefined ||
    !provesMembership(crypto, membershipKey, coordinator, from, register.membership)
  ) {
    return refusal(mailbox, 'refused')
  }
  const isFull = totals.mailboxes >= limits.mailboxes || !context.takesNew(register.network)
  if (mailbox === undefined && isFull) return refusal(mailbox, 'full')
  const grants = termsOf(register.grants)
  if (grants.size > grantsAllowed(mailbox, totals, limits)) return refusal(mailbox, 'full')
  const added = Math.max(0, grants.size - (mailbox?.grants.size ?? 0))
  const weight = mailbox === undefined ? MAILBOX_WEIGHT : 0
  if (!context.mayAdd(added + weight)) return refusal(mailbox, 'busy')
  const before = mailbox ?? newMailbox(from, context)
  const bundleHash = register.bundle.length === 0 ? NONE : crypto.sha256(register.bundle)
  const lapses = renewed(before.lapses, context)
  const epoch = register.epoch.length === 0 ? before.epoch : register.epoch
  const after: Mailbox = { ...before, grants, bundleHash, lapses, epoch }
  const effects = changes(mailbox, after, register.bundle).map(op => ({ kind: 'persist', op }) as const)
  const response = {
    kind: 'registered',
    registered: {
      incarnation: after.incarnation,
      lapses: after.lapses,
      epoch: before.epoch,
      prekeysLeft: after.nextPrekey - after.firstPrekey
    }
  } as const
  return { mailbox: after, effects: [...effects, { kind: 'respond', response }] }
}

/**
 * When a registration that is used now ends. Moves in steps, so that an owner who comes
 * often does not cost a write every time.
 */
export function renewed(lapses: number, context: Pick<StepContext, 'now'>): number {
  const latest = context.now + REGISTRATION_LIFETIME
  return Math.abs(latest - lapses) >= RENEWAL_STEP ? latest : lapses
}

function newMailbox(from: Uint8Array, context: StepContext): Mailbox {
  return {
    key: from,
    incarnation: context.rng(INCARNATION_LENGTH),
    lapses: 0,
    nextSequence: 1,
    grants: new Map(),
    bundleHash: NONE,
    firstPrekey: 0,
    nextPrekey: 0,
    epoch: NONE,
    items: new Map(),
    bytes: 0
  }
}

function termsOf(grants: readonly Grant[]): ReadonlyMap<string, GrantTerms> {
  return new Map(
    grants.map(({ tokenHash, stranger, expires }) => [bytesToHex(tokenHash), { stranger, expires }])
  )
}

/** Only what changed: an owner registers whenever it connects. */
function changes(before: Mailbox | undefined, after: Mailbox, bundle: Uint8Array): StoreOp[] {
  const ops: StoreOp[] = []
  const sameBundle = before !== undefined && equalBytes(before.bundleHash, after.bundleHash)
  const sameEpoch = before !== undefined && equalBytes(before.epoch, after.epoch)
  if (!sameBundle || !sameEpoch || before.lapses !== after.lapses) ops.push(putHead(after))
  if (before === undefined || !sameGrants(before.grants, after.grants)) ops.push(putGrants(after))
  if (!sameBundle) {
    const place = { table: BUNDLES_TABLE, key: bundleKey(after.key) }
    ops.push(bundle.length === 0 ? { kind: 'delete', ...place } : { kind: 'put', ...place, value: bundle })
  }
  return ops
}

function sameGrants(a: ReadonlyMap<string, GrantTerms>, b: ReadonlyMap<string, GrantTerms>): boolean {
  if (a.size !== b.size) return false
  for (const [hash, terms] of a) {
    const other = b.get(hash)
    if (other?.stranger !== terms.stranger || other.expires !== terms.expires) return false
  }
  return true
}
