import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError, WireFormatError } from '../../../src/errors.ts'
import { openOneTime } from '../../../src/identity/index.ts'
import { MailboxContent } from '../../../src/node/mailbox-content.ts'
import { sealDeposit, tokenFor, tokenHash } from '../../../src/relay/index.ts'
import { seeded } from '../../support/identity.ts'
import { bytesOf, itemNamed, keptLog, mailboxNamed, secretOf } from '../../support/mailboxes.ts'
import type { Messenger } from '../../../src/messaging/index.ts'
import type { CollectedItem } from '../../../src/relay/index.ts'

const alice = mailboxNamed('alice')

/** What a contact of that name, or somebody who knows its token, left. */
function item(contact: string, deposit: Uint8Array): CollectedItem {
  const hash = tokenHash(crypto, tokenFor(crypto, secretOf(contact), alice.key))
  return { sequence: 1, tokenHash: hash, deposit, hash: crypto.sha256(deposit) }
}

function mail(contact: string, text: string): CollectedItem {
  const nonce = bytesOf(text).slice(0, 24)
  return item(contact, sealDeposit(crypto, secretOf(contact), alice.key, nonce, itemNamed(text)))
}

describe('node: the content of a mailbox', () => {
  it('counts what is worthless: of nobody whom we know, and what does not open or is no envelope', async () => {
    let broken: Error | undefined
    const received: Uint8Array[] = []
    const messenger = {
      peers: () => [
        { userId: 'dave', depositSecret: secretOf('dave') },
        { userId: 'bob', depositSecret: secretOf('bob') }
      ],
      receiveMail: async (userId: string, envelope: Uint8Array) => {
        if (broken !== undefined) throw broken
        assert.equal(userId, 'bob', 'the contact whose token it is, and no other')
        received.push(envelope)
      }
    } as unknown as Messenger
    const options = { crypto, rng: seeded('content'), logger: keptLog().logger, account: bytesOf('account') }
    const content = new MailboxContent({ ...options, messenger: () => messenger }, alice.key, false)

    const garbage = [mail('carol', 'hi'), item('bob', itemNamed('noise', 300))]
    assert.equal(await content.deliver([mail('bob', '1'), ...garbage, mail('bob', '2')]), 2)
    assert.deepEqual(received, [itemNamed('1'), itemNamed('2')])
    broken = new WireFormatError('no envelope')
    assert.equal(await content.deliver([mail('bob', '3')]), 1)
    broken = new StorageError('disk full')
    await assert.rejects(content.deliver([mail('bob', '4')]), { name: 'StorageError' })
  })

  it('has one-time prekeys for strangers only, sealed for its mailbox', async () => {
    const prekey = { payload: bytesOf('prekey'), signature: new Uint8Array(64) }
    const asked: unknown[] = []
    const messenger = {
      oneTimePrekeys: async (...args: unknown[]) => {
        asked.push(args)
        return [prekey, prekey]
      }
    } as unknown as Messenger
    const account = bytesOf('account')
    const options = { crypto, rng: seeded('content'), logger: keptLog().logger, account }
    const content = (requests: boolean): MailboxContent =>
      new MailboxContent({ ...options, messenger: () => messenger }, alice.key, requests)

    assert.deepEqual(await content(false).stock(0), [])
    assert.deepEqual(asked, [])
    const sealed = await content(true).stock(3)
    assert.deepEqual(asked, [[alice.key, 3]])
    assert.equal(sealed.length, 2)
    assert.notDeepEqual(sealed[0], sealed[1])
    for (const one of sealed) assert.deepEqual(openOneTime(crypto, account, alice.key, one), prekey)
  })
})
