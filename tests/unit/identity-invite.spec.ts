import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeQR } from 'qr'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  INVITE_LIFETIME,
  MAX_INVITE_BYTES,
  MAX_LINK_LENGTH,
  MAX_PAGE_LENGTH,
  createInvite,
  encodeInviteLink,
  holdsInvite,
  inviteProof,
  parseInviteLink,
  verifyInvite
} from '../../src/identity/index.ts'
import { INVITE_DOMAIN } from '../../src/identity/constants.ts'
import { sign } from '../../src/identity/signed.ts'
import { encodeInvite, encodeSigned } from '../../src/wire/index.ts'
import { DAY, NOW, flipped, mailboxAt, named, person, seeded } from '../support/identity.ts'
import type { InviteInit, VerifiedInvite } from '../../src/identity/index.ts'
import type { MailboxAddress } from '../../src/wire/index.ts'

const { account } = person('alice')

/** 64 bytes, the longest that a name may be. */
const LONGEST_NAME = 'Ä'.repeat(32)

function mailboxes(ips: string[]): MailboxAddress[] {
  const rng = seeded('mailboxes')
  return ips.map(ip => mailboxAt(ip, rng))
}

const three = mailboxes(['203.0.113.101', '198.51.100.102', '192.0.2.103'])
const threeIp6 = mailboxes(['2001:db8:1:2:3:4:5:6', '2001:db8:2:2:3:4:5:6', '2001:db8:3:2:3:4:5:6'])

function invite(changes: Partial<InviteInit> = {}): VerifiedInvite {
  return createInvite(crypto, seeded('invite'), account, {
    name: 'Alice',
    mailboxes: three,
    now: NOW,
    ...changes
  })
}

/** Error correction "low" is what the faces use: a screen has no dirt, and less of it is smaller. */
function qrVersion(link: string): number {
  const side = encodeQR(link, 'raw', { ecc: 'low', border: 1 }).length - 2
  return (side - 17) / 4
}

describe('identity: invites', () => {
  it('go through a link and come back', () => {
    const made = invite()
    const read = parseInviteLink(crypto, encodeInviteLink(made.signed), NOW)
    assert.deepEqual(read, made)
    assert.equal(read.userId, account.userId)
    assert.deepEqual(read.mailboxes, three)
    assert.equal(read.id.length, 8)
    assert.equal(read.secret.length, 16)
  })

  it('may name no mailbox', () => {
    const link = encodeInviteLink(invite({ mailboxes: [] }).signed)
    assert.deepEqual(parseInviteLink(crypto, link, NOW).mailboxes, [])
  })

  it('last a week by default, at most 30 days', () => {
    const link = encodeInviteLink(invite().signed)
    assert.equal(INVITE_LIFETIME, 7 * DAY)
    assert.ok(parseInviteLink(crypto, link, NOW + 7 * DAY - 1))
    assert.throws(() => parseInviteLink(crypto, link, NOW + 7 * DAY), named('TrustError'))
    assert.ok(verifyInvite(crypto, invite().signed))
    assert.equal(invite({ lifetime: 30 * DAY }).expires, NOW + 30 * DAY)
    for (const lifetime of [30 * DAY + 1, 0, -1, Number.NaN]) {
      assert.throws(() => invite({ lifetime }), named('UsageError'))
    }
  })

  it('carry a plain name, whatever was given and whatever was signed', () => {
    assert.equal(invite({ name: ' Al\u202eice\u001b[2J ' }).name, 'Alice[2J')
    assert.equal(invite({ name: 'Ä'.repeat(40) }).name, LONGEST_NAME)
    const { signed: _signed, userId: _userId, ...fields } = invite()
    const payload = encodeInvite({ ...fields, name: 'evil\u202e\u0007' })
    const hostile = sign(crypto, account.seed, INVITE_DOMAIN, payload)
    assert.equal(parseInviteLink(crypto, encodeInviteLink(hostile), NOW).name, 'evil')
  })

  it('are refused with more than 3 mailboxes', () => {
    const four = [...three, ...mailboxes(['203.0.113.4'])]
    assert.throws(() => invite({ mailboxes: four }), named('UsageError'))
  })

  it('signed by another account are refused', () => {
    const { payload } = invite().signed
    const forged = sign(crypto, person('mallory').account.seed, INVITE_DOMAIN, payload)
    assert.throws(() => verifyInvite(crypto, forged), named('AuthenticationError'))
    assert.throws(() => parseInviteLink(crypto, encodeInviteLink(forged), NOW), named('TrustError'))
  })
})

describe('identity: the size of invites', () => {
  it('of three mailboxes with two addresses each and the longest name fits a QR of version 25', () => {
    const made = invite({ name: LONGEST_NAME })
    assert.equal(utf8ToBytes(made.name).length, 64)
    assert.deepEqual(made.mailboxes, three)
    const link = encodeInviteLink(made.signed)
    assert.ok(qrVersion(link) <= 25, `version ${qrVersion(link)}, ${link.length} characters`)
  })

  it('also with IPv6 addresses and the longest page', () => {
    const made = invite({ name: LONGEST_NAME, mailboxes: threeIp6 })
    assert.deepEqual(made.mailboxes, threeIp6)
    const page = `https://${'x'.repeat(MAX_PAGE_LENGTH - 8)}`
    const link = encodeInviteLink(made.signed, page)
    assert.ok(qrVersion(link) <= 25, `version ${qrVersion(link)}, ${link.length} characters`)
  })

  it('the longest legal link is a QR of exactly version 25, one more character is not', () => {
    const longest = 'a'.repeat(MAX_LINK_LENGTH)
    assert.equal(qrVersion(longest), 25)
    assert.equal(qrVersion(`${longest}a`), 26)
    assert.equal(MAX_PAGE_LENGTH + '#i='.length + Math.ceil((MAX_INVITE_BYTES * 4) / 3), MAX_LINK_LENGTH)
  })

  it('is kept by leaving out last addresses, of the mailbox with most of them', () => {
    const doubled = threeIp6.map(({ mailbox, addresses }) => ({
      mailbox,
      addresses: [...addresses, ...addresses.toReversed()]
    }))
    const made = invite({ name: LONGEST_NAME, mailboxes: doubled })
    assert.ok(encodeSigned(made.signed).length <= MAX_INVITE_BYTES)
    for (const [i, { mailbox, addresses }] of made.mailboxes.entries()) {
      assert.deepEqual(mailbox, threeIp6[i]?.mailbox)
      assert.ok(addresses.length >= 2)
      assert.deepEqual(addresses, doubled[i]?.addresses.slice(0, addresses.length))
    }
    // a short one keeps all of its own: IPv4 by TCP only
    const uneven = [doubled[0], three[0]].filter(mailbox => mailbox !== undefined)
    assert.deepEqual(invite({ mailboxes: uneven }).mailboxes[1], three[0])
  })

  it('is refused when even one address a mailbox is too long', () => {
    const long = three.map(({ mailbox }) => ({ mailbox, addresses: [new Uint8Array(256).fill(1)] }))
    assert.throws(() => invite({ mailboxes: long }), named('LimitError'))
  })

  it('is refused by a link when it comes from elsewhere', () => {
    const { signed: _signed, userId: _userId, ...fields } = invite()
    const large = three.map(({ mailbox }) => ({ mailbox, addresses: [new Uint8Array(200).fill(1)] }))
    const payload = encodeInvite({ ...fields, mailboxes: large })
    const signed = sign(crypto, account.seed, INVITE_DOMAIN, payload)
    assert.throws(() => encodeInviteLink(signed), named('LimitError'))
    const link = `web+earshot:#i=${Buffer.from(encodeSigned(signed)).toString('base64url')}`
    assert.ok(link.length < MAX_LINK_LENGTH)
    assert.throws(() => parseInviteLink(crypto, link, NOW), named('TrustError'))
  })
})

describe('identity: invite links', () => {
  const { signed } = invite({ mailboxes: three.slice(0, 1) })
  const link = encodeInviteLink(signed)
  const data = link.slice('web+earshot:#i='.length)
  const parse = (text: string): VerifiedInvite => parseInviteLink(crypto, text, NOW)

  it('begin with web+earshot:#i= or with a page', () => {
    assert.equal(link, `web+earshot:#i=${Buffer.from(encodeSigned(signed)).toString('base64url')}`)
    const paged = encodeInviteLink(signed, 'https://example.org/chat/?v=1')
    assert.equal(paged, `https://example.org/chat/?v=1#i=${data}`)
    assert.deepEqual(parse(paged), parse(link))
  })

  it('may stand in white space', () => {
    assert.deepEqual(parse(`\n\t ${link}\r\n`), parse(link))
  })

  it('take only https pages without a fragment', () => {
    const pages = [
      '',
      'http://example.org/',
      'https://',
      'https://example.org/#x',
      'https://example.org/a b',
      'https://exämple.org/',
      'javascript:alert(1)//https://example.org',
      `https://${'x'.repeat(MAX_PAGE_LENGTH - 7)}`
    ]
    for (const page of pages) assert.throws(() => encodeInviteLink(signed, page), named('UsageError'), page)
  })

  it('refuse what is not a link', () => {
    const bad = [
      '',
      'hello',
      account.userId,
      data,
      `#i=${data}`,
      'web+earshot:',
      'web+earshot:#i=',
      `WEB+EARSHOT:#i=${data}`,
      `web+earshot:#j=${data}`,
      `web+earshot:x#i=${data}`,
      `web+earshot://#i=${data}`,
      `http://example.org/#i=${data}`,
      `https://#i=${data}`,
      `https://example.org/#x#i=${data}`,
      `see https://example.org/#i=${data}`,
      `${link}=`,
      `${link}#`,
      `${link}.`,
      `${link} x`,
      `${link.slice(0, 40)} ${link.slice(40)}`,
      `${link.slice(0, 40)}\u200b${link.slice(40)}`,
      link.replace('web+earshot:', `https://${'x'.repeat(MAX_LINK_LENGTH)}`),
      `${link}${' '.repeat(5_000)}`,
      'A'.repeat(1_000_000)
    ]
    for (const text of bad) assert.throws(() => parse(text), named('UsageError'), text.slice(0, 80))
  })

  it('are refused with stray bits behind the last byte', () => {
    // lengths that leave 2 or 4 unused bits in the last character
    for (const name of ['A', 'Al', 'Ali']) {
      const text = encodeInviteLink(invite({ name, mailboxes: [] }).signed)
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      const last = alphabet.indexOf(text.slice(-1))
      for (let other = 0; other < 64; other++) {
        if (other === last) continue
        const changed = text.slice(0, -1) + alphabet.charAt(other)
        assert.throws(() => parse(changed), named('TrustError', 'UsageError'))
      }
    }
  })

  it('are refused when any character was changed, left out or doubled', () => {
    for (let at = 0; at < link.length; at++) {
      const old = link.charAt(at)
      const before = link.slice(0, at)
      const after = link.slice(at + 1)
      const other = old === 'A' ? 'B' : 'A'
      const swappedCase = old === old.toLowerCase() ? old.toUpperCase() : old.toLowerCase()
      const changed = [
        before + other + after,
        before + after,
        before + old + old + after,
        `${before}%${after}`
      ]
      if (swappedCase !== old) changed.push(before + swappedCase + after)
      for (const text of changed) {
        if (text === link) continue
        assert.throws(() => parse(text), named('TrustError', 'UsageError'), `character ${at}`)
      }
    }
  })

  it('are refused when any byte of the record was changed, in any bit', () => {
    const bytes = encodeSigned(signed)
    for (let at = 0; at < bytes.length; at++) {
      const text = `web+earshot:#i=${Buffer.from(flipped(bytes, at, 1 << (at % 8))).toString('base64url')}`
      assert.throws(() => parse(text), named('TrustError'), `byte ${at}`)
    }
  })

  it('are refused with an outer record in another spelling', () => {
    const bytes = encodeSigned(signed)
    const spellings = [
      Buffer.concat([bytes, Uint8Array.of(0x18, 0x01)]), // an unknown field 3
      Buffer.concat([bytes, bytes]), // both fields twice: the last ones count
      Buffer.concat([bytes.subarray(bytes.length - 66), bytes.subarray(0, bytes.length - 66)]) // swapped
    ]
    for (const spelling of spellings) {
      const text = `web+earshot:#i=${spelling.toString('base64url')}`
      assert.ok(text.length < MAX_LINK_LENGTH)
      assert.throws(() => parse(text), named('TrustError'))
    }
  })

  it('cut off anywhere are refused', () => {
    for (let length = 0; length < link.length; length++) {
      assert.throws(() => parse(link.slice(0, length)), named('TrustError', 'UsageError'))
    }
  })
})

describe('identity: proofs of an invite', () => {
  const { secret } = invite()
  const alice = account.publicKey
  const bob = person('bob').account.publicKey

  it('are an HMAC over domain, inviter and requester', () => {
    const domain = Buffer.from('earshot/invite-proof/1')
    const expected = createHmac('sha256', secret)
      .update(Buffer.concat([Uint8Array.of(domain.length), domain, alice, bob]))
      .digest()
    assert.deepEqual(inviteProof(crypto, secret, alice, bob), new Uint8Array(expected))
  })

  it('hold for this invite, inviter and requester only', () => {
    const proof = inviteProof(crypto, secret, alice, bob)
    assert.equal(holdsInvite(crypto, secret, alice, bob, proof), true)
    assert.equal(holdsInvite(crypto, secret, bob, alice, proof), false)
    assert.equal(holdsInvite(crypto, secret, alice, alice, proof), false)
    assert.equal(holdsInvite(crypto, flipped(secret, 0, 1), alice, bob, proof), false)
    assert.equal(holdsInvite(crypto, secret, alice, bob, flipped(proof, 31, 1)), false)
    assert.equal(holdsInvite(crypto, secret, alice, bob, proof.subarray(0, 16)), false)
    assert.equal(holdsInvite(crypto, secret, alice, bob, new Uint8Array(0)), false)
  })
})
