import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { createInvite, encodeInviteLink, parseInviteLink } from '../../../src/identity/index.ts'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { MessengerNode } from '../../../src/node/messenger-node.ts'
import { mailboxAt, named, NOW, person, seeded } from '../../support/identity.ts'
import type { Messenger } from '../../../src/messaging/index.ts'
import type { MessengerNodeOptions } from '../../../src/node/messenger-node.ts'
import type { Runtime } from '../../../src/node/runtime.ts'
import type { MailboxAddress } from '../../../src/wire/index.ts'

const rng = seeded('node invite')
const alice = person('inviting alice')
const places = [mailboxAt('203.0.113.1', rng), mailboxAt('203.0.113.2', rng)]

describe('node: an invite', () => {
  let said: string[]
  /** Of the last that was made. */
  let id: string
  /** Where strangers can deposit, and which of these know of the invite then. */
  let open: readonly MailboxAddress[]
  let told: readonly MailboxAddress[]
  let node: MessengerNode

  beforeEach(() => {
    said = []
    open = places
    told = places
    const messenger = {
      events: new EventTarget(),
      invites: {
        create: async (mailboxes: readonly MailboxAddress[]) => {
          said.push('created')
          const made = createInvite(crypto, rng, alice.account, { name: 'Alice', mailboxes, now: NOW })
          id = bytesToHex(made.id)
          return made
        },
        revoke: async (gone: string) => said.push(gone === id ? 'revoked' : 'revoked another')
      }
    } as unknown as Messenger
    const runtime = {
      mailboxes: {
        openForRequests: async () => open,
        refreshed: async (_signal: AbortSignal, among: readonly MailboxAddress[]) => {
          said.push('told')
          assert.deepEqual(among, open)
          return told.map(({ mailbox }) => mailbox)
        }
      }
    } as unknown as Runtime
    node = new MessengerNode({
      profile: { account: alice.account, device: alice.device, name: 'Alice' },
      vault: { protectedBy: 'key-file' },
      crypto,
      clock: () => NOW,
      messenger,
      runtime
    } as unknown as MessengerNodeOptions)
  })

  it('names where strangers can deposit, once it is known there', async () => {
    told = places.slice(1)
    const made = await node.createInvite()
    assert.equal(made.id, id)
    const invite = parseInviteLink(crypto, made.link, NOW)
    assert.deepEqual(
      invite.mailboxes.map(({ mailbox }) => mailbox),
      places.map(({ mailbox }) => mailbox)
    )
    assert.deepEqual(said, ['created', 'told'])
  })

  it('is not made where nobody can deposit', async () => {
    open = []
    await assert.rejects(node.createInvite(), named('UnreachableError'))
    assert.deepEqual(said, [])
  })

  it('is taken back when nobody was told of it', async () => {
    told = []
    await assert.rejects(node.createInvite(), named('UnreachableError'))
    assert.deepEqual(said, ['created', 'told', 'revoked'])
  })

  it('of somebody else that names no place where a request could go is refused, and nothing is kept', async () => {
    const eve = person('inviting eve')
    const nowhere = [[], places.map(({ mailbox }) => ({ mailbox, addresses: [] }))]
    for (const mailboxes of nowhere) {
      const { signed } = createInvite(crypto, rng, eve.account, { name: 'Eve', mailboxes, now: NOW })
      await assert.rejects(node.addContact(encodeInviteLink(signed)), named('TrustError'))
    }
    assert.deepEqual(said, [])
  })
})
