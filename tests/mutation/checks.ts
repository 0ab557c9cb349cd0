/**
 * What stands for each point of the checklist: a check, how to take it away, and the tests that
 * must notice. The points are those of a messenger's sealing by the state of the art of 2026
 * (docs/PROTOCOL.md says how Earshot meets them).
 */

/** One text of a file, exactly once there, and what stands there instead. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly instead: string
}

export interface Check {
  readonly point: number
  /** What is not checked or done any more. */
  readonly removed: string
  readonly edits: readonly Edit[]
  /** Files of tests, of which at least one must fail. */
  readonly specs: readonly string[]
}

export const POINTS: readonly string[] = [
  'Identity binding: certificates, and everything agreed on in the associated data',
  'One signature over the whole bundle; prekeys rotate, old ones go',
  'One-time prekeys signed, once each, rate-limited; the last resort always',
  'A first message is taken once',
  'Stage, then commit; limits before hashing; bounded memory',
  'Durable before anything leaves; a repeated position repeats no key and nonce',
  'Both sides start at once: any session opens, the last one used is active',
  'Finding the session: by token, no trial of other contacts',
  'Deposits from throw-away keys; nothing in common between mailboxes',
  'The ratchet authenticates by itself, without the link',
  'Padding onto the ladder',
  'Low-order points, strict Ed25519, canonical encodings, key confirmation, no downgrade',
  'Signed device lists with versions; safety number; a change of keys blocks sending',
  'Consumed secrets are wiped'
]

const RATCHET = 'tests/unit/ratchet'
const INITIAL = [`${RATCHET}/initial.spec.ts`]
const VECTORS = ['tests/vectors/ratchet.spec.ts']
const DOUBLE = [`${RATCHET}/double-ratchet.spec.ts`]
const WIPING = [`${RATCHET}/wiping.spec.ts`]

function edit(file: string, find: string, instead = ''): Edit {
  return { file: `src/${file}`, find, instead }
}

/** A part of the transcript, which is the associated data of everything. */
function transcript(what: string, line: string, specs: readonly string[] = INITIAL): Check {
  const edits = [edit('ratchet/pqxdh.ts', `    ${line}`)]
  return { point: 1, removed: `${what} in the associated data`, edits, specs }
}

export const CHECKS: readonly Check[] = [
  {
    point: 1,
    removed: 'the account’s signature of a device certificate',
    edits: [
      edit('identity/device.ts', '  verify(crypto, certificate.account, DEVICE_CERTIFICATE_DOMAIN, signed)\n')
    ],
    specs: ['tests/unit/identity-device.spec.ts', 'tests/unit/identity-device-list.spec.ts']
  },
  {
    point: 1,
    removed: 'a certificate must be of the account of its list',
    edits: [
      edit(
        'identity/device.ts',
        '(options.account !== undefined && !equalBytes(account, options.account)) ||'
      )
    ],
    specs: ['tests/unit/identity-device.spec.ts', 'tests/unit/identity-device-list.spec.ts']
  },
  {
    point: 1,
    removed: 'a certificate ends',
    edits: [edit('identity/device.ts', '(options.now !== undefined && options.now >= expires)', 'false')],
    specs: ['tests/unit/identity-device.spec.ts']
  },
  transcript('the version of the rules', 'Uint8Array.of(RATCHET_VERSION),\n', VECTORS),
  transcript('the suite', 'u32(fields.suite),\n', VECTORS),
  transcript('the account of the initiator', 'initiator.account,\n'),
  transcript('the account of the responder', 'responder.account,\n'),
  transcript('the device of the initiator', 'initiator.device,\n'),
  transcript('the device of the responder', 'responder.device,\n'),
  transcript('the identity key of the initiator', 'initiator.identityKey,\n'),
  transcript('the identity key of the responder', 'responder.identityKey,\n'),
  transcript('the signed prekey', 'agreed.signedPrekey,\n'),
  transcript('the ephemeral as sent', 'fields.ephemeral,\n'),
  transcript('the KEM key', 'crypto.sha256(agreed.kemPrekey),\n'),
  transcript('the KEM ciphertext', 'crypto.sha256(fields.kemCiphertext),\n', VECTORS),
  transcript('the one-time prekey', 'agreed.oneTimePrekey ?? NONE\n', [`${RATCHET}/one-time.spec.ts`]),
  transcript('the id of the signed prekey', 'u32(fields.signedPrekeyId),\n'),

  {
    point: 2,
    removed: 'the device’s signature of a bundle',
    edits: [edit('identity/bundle.ts', '  verify(crypto, device, PREKEY_BUNDLE_DOMAIN, signed)\n')],
    specs: ['tests/unit/identity-bundle.spec.ts']
  },
  {
    point: 2,
    removed: 'a signature is over the whole record',
    edits: [
      edit(
        'identity/signed.ts',
        'ed25519Sign(seed, separated(domain, payload))',
        'ed25519Sign(seed, separated(domain, payload.subarray(0, 200)))'
      ),
      edit(
        'identity/signed.ts',
        'separated(domain, payload), signature)',
        'separated(domain, payload.subarray(0, 200)), signature)'
      )
    ],
    specs: ['tests/unit/identity-bundle.spec.ts', 'tests/unit/identity-invite.spec.ts']
  },
  {
    point: 2,
    removed: 'the signer of a bundle must be a device of the account',
    edits: [
      edit(
        'identity/bundle.ts',
        'const listed = findDevice(list, device, now)',
        'const listed = findDevice(list, device, now) ?? list.devices[0]'
      )
    ],
    specs: ['tests/unit/identity-bundle.spec.ts']
  },
  {
    point: 2,
    removed: 'a bundle expires',
    edits: [edit('identity/bundle.ts', '&& now < rest.expires')],
    specs: ['tests/unit/identity-bundle.spec.ts']
  },
  {
    point: 2,
    removed: 'prekeys rotate weekly',
    edits: [edit('ratchet/prekeys.ts', 'Math.abs(now - newest.created) >= PREKEY_ROTATION', 'false')],
    specs: [`${RATCHET}/prekeys.spec.ts`, 'tests/unit/messaging/prekey-ring.spec.ts']
  },
  {
    point: 2,
    removed: 'old prekeys are deleted',
    edits: [
      edit(
        'messaging/prekey-ring.ts',
        '.filter(generation => !kept.includes(generation))',
        '.filter(() => false)'
      )
    ],
    specs: ['tests/unit/messaging/prekey-ring.spec.ts']
  },

  {
    point: 3,
    removed: 'prekeys whose time is over open nothing',
    edits: [
      edit('ratchet/prekeys.ts', 'generations.filter(generation => !expired(generation, now))', 'generations')
    ],
    specs: [`${RATCHET}/prekeys.spec.ts`]
  },
  {
    point: 3,
    removed: 'both prekeys that are named must be here',
    edits: [edit('ratchet/prekeys.ts', 'signed === undefined || seed === undefined', 'seed === undefined')],
    specs: [`${RATCHET}/prekeys.spec.ts`, ...INITIAL]
  },

  {
    point: 3,
    removed: 'the last resort, where there is no one-time prekey',
    edits: [edit('ratchet/prekeys.ts', 'once?.kemSeed ?? kem?.kemPrekeySeed', 'once?.kemSeed')],
    specs: [`${RATCHET}/prekeys.spec.ts`]
  },
  {
    point: 3,
    removed: 'the device’s signature of each one-time prekey',
    edits: [
      edit('identity/one-time.ts', '  verify(crypto, expected.device, ONE_TIME_PREKEY_DOMAIN, signed)\n')
    ],
    specs: ['tests/unit/identity-one-time.spec.ts']
  },
  {
    point: 3,
    removed: 'a one-time prekey is handed out once',
    edits: [edit('relay/core/prekeys.ts', 'firstPrekey: position + 1 }', 'firstPrekey: position }')],
    specs: ['tests/unit/relay/prekeys.spec.ts']
  },
  {
    point: 3,
    removed: 'claims have a rate',
    edits: [edit('relay/core/prekeys.ts', ' || !context.mayClaim()')],
    specs: ['tests/unit/relay/prekeys.spec.ts']
  },
  {
    point: 3,
    removed: 'new ones come below a watermark',
    edits: [edit('messaging/one-time-prekeys.ts', 'left >= STOCK_WATERMARK', 'left >= 0')],
    specs: ['tests/unit/messaging/one-time-prekeys.spec.ts']
  },
  {
    point: 3,
    removed: 'other ones at each mailbox',
    edits: [
      edit(
        'messaging/one-time-prekeys.ts',
        'filter(prekey => bytesToHex(prekey.mailbox) === name)',
        'slice()'
      )
    ],
    specs: ['tests/unit/messaging/one-time-prekeys.spec.ts']
  },

  {
    point: 4,
    removed: 'a repeated first message is refused',
    edits: [edit('messaging/inbox.ts', 'invite === undefined || seen !== undefined', 'invite === undefined')],
    specs: ['tests/unit/messaging/consent.spec.ts']
  },
  {
    point: 4,
    removed: 'a first message is kept in mind in the batch of its session',
    edits: [
      edit(
        'messaging/inbox.ts',
        '    batch.persist(firstMessageOp(step.peer, baseKey, now), firstMessageOp(step.peer, requestKey, now))\n'
      )
    ],
    specs: ['tests/unit/messaging/consent.spec.ts']
  },

  {
    point: 4,
    removed: 'a one-time prekey goes in the batch of the session that it opened',
    edits: [
      edit(
        'messaging/inbox.ts',
        '    if (oneTimePrekeyId !== 0) batch.persist(oneTime.usedOp(oneTimePrekeyId))\n'
      )
    ],
    specs: ['tests/unit/messaging/one-time-requests.spec.ts']
  },
  {
    point: 4,
    removed: 'a one-time prekey opens one first message',
    edits: [
      edit(
        'messaging/inbox.ts',
        'oneTimePrekeyId !== 0 && !(await oneTime.isHeldIn(batch, oneTimePrekeyId))',
        'false'
      )
    ],
    specs: ['tests/unit/messaging/one-time-requests.spec.ts']
  },

  {
    point: 5,
    removed: 'a jump is bounded',
    edits: [
      edit('ratchet/decrypt.ts', 'if (to - from > MAX_FORWARD_JUMP) throw', 'if (to - from > 1e6) throw')
    ],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'limits are checked before any hashing',
    edits: [
      edit('ratchet/decrypt.ts', '  checkJump(0, header.messageNumber)\n'),
      edit(
        'ratchet/decrypt.ts',
        '  const chains: ReceivingChain[] = []\n',
        '  checkJump(0, header.messageNumber)\n  const chains: ReceivingChain[] = []\n'
      )
    ],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'the length of the last chain is bounded',
    edits: [
      edit(
        'ratchet/decrypt.ts',
        'if (receiving !== undefined) checkJump(closed, header.previousChainLength)\n',
        '\n'
      )
    ],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'the length of the last chain is not contradicted',
    edits: [edit('ratchet/decrypt.ts', 'header.previousChainLength < closed', 'false')],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'no ratchet step out of turn',
    edits: [edit('ratchet/decrypt.ts', 'sending === undefined && current !== undefined', 'false')],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'no chain is begun twice',
    edits: [edit('ratchet/decrypt.ts', '!equalBytes(header.ratchetKey, peerRatchetKey)', 'false')],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'passing over writes into nothing of the old session',
    edits: [
      edit('ratchet/decrypt.ts', 'if (chainKey !== from.chainKey) chainKey.fill(0)', 'chainKey.fill(0)')
    ],
    specs: [...DOUBLE, `${RATCHET}/record.spec.ts`]
  },
  {
    point: 5,
    removed: 'a skipped key stays until its message was opened',
    edits: [edit('ratchet/decrypt.ts', 'if (used === undefined) messageKey.fill(0)', 'messageKey.fill(0)')],
    specs: [...DOUBLE, ...WIPING]
  },
  {
    point: 5,
    removed: 'skipped keys of a session are bounded',
    edits: [edit('ratchet/skipped.ts', 'Math.max(0, total - MAX_SKIPPED_KEYS)', '0')],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'skipped keys grow old',
    edits: [edit('ratchet/skipped.ts', 'now - key.created > SKIPPED_KEY_AGE', 'false')],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'chains are bounded',
    edits: [
      edit('ratchet/skipped.ts', 'of chains.slice(MAX_RECEIVING_CHAINS)', 'of chains.slice(1_000)'),
      edit('ratchet/skipped.ts', 'chains.slice(0, MAX_RECEIVING_CHAINS)', 'chains.slice()')
    ],
    specs: DOUBLE
  },
  {
    point: 5,
    removed: 'skipped keys of a contact are bounded',
    edits: [edit('messaging/core/seal.ts', 'sessions: withinRoom(set)', 'sessions: set')],
    specs: ['tests/unit/messaging/hostile-contact.spec.ts']
  },

  {
    point: 6,
    removed: 'effects wait for the disk',
    edits: [
      edit('messaging/batch.ts', '    for (const effect of fork.effects) this.#options.perform(effect)\n'),
      edit(
        'messaging/batch.ts',
        '        await this.#options.store.batch(ops, fork.durability)\n',
        '        for (const effect of fork.effects) this.#options.perform(effect)\n        await this.#options.store.batch(ops, fork.durability)\n'
      )
    ],
    specs: ['tests/unit/messaging/batch.spec.ts']
  },
  {
    point: 6,
    removed: 'effects wait for the sync, but for what would come again',
    edits: [edit('messaging/batch.ts', '.batch(ops, fork.durability)', ".batch(ops, 'relaxed')")],
    specs: ['tests/unit/messaging/batch.spec.ts']
  },
  {
    point: 6,
    removed: 'a batch that fails changes nothing',
    edits: [
      edit(
        'messaging/batch.ts',
        '      for (const waiting of applied) waiting.reject(error)\n      return\n',
        '      for (const waiting of applied) waiting.reject(error)\n'
      )
    ],
    specs: ['tests/unit/messaging/batch.spec.ts']
  },
  {
    point: 6,
    removed: 'the random salt of a message’s key',
    edits: [
      edit(
        'ratchet/kdf.ts',
        'hkdfSha256(messageKey, envelopeNonce,',
        'hkdfSha256(messageKey, new Uint8Array(24),'
      )
    ],
    specs: [`${RATCHET}/envelope.spec.ts`]
  },
  {
    point: 6,
    removed: 'a known envelope never touches the ratchet and gets its answer again',
    edits: [edit('messaging/inbox.ts', 'if (seen !== undefined) await', 'if (seen === null) await')],
    specs: ['tests/scenario/messaging.spec.ts', 'tests/unit/messaging/delivery.spec.ts']
  },

  {
    point: 7,
    removed: 'the session that was used last becomes the active one',
    edits: [
      edit(
        'ratchet/session-set.ts',
        'if (!opened.late && !session.retired) return',
        'if (held === undefined) return'
      )
    ],
    specs: [`${RATCHET}/session-set.spec.ts`]
  },
  {
    point: 7,
    removed: 'a retired session is read, and does not become the active one',
    edits: [edit('ratchet/session-set.ts', '!opened.late && !session.retired', '!opened.late')],
    specs: [`${RATCHET}/session-set.spec.ts`]
  },
  {
    point: 7,
    removed: 'archived sessions open mail, too',
    edits: [
      edit('ratchet/session-set.ts', 'for (const held of set) {', 'for (const held of set.slice(0, 1)) {')
    ],
    specs: [`${RATCHET}/session-set.spec.ts`]
  },
  {
    point: 7,
    removed: 'archived sessions are bounded',
    edits: [
      edit('ratchet/session-set.ts', 'others.slice(MAX_ARCHIVED_SESSIONS)', 'others.slice(1_000)'),
      edit('ratchet/session-set.ts', 'others.slice(0, MAX_ARCHIVED_SESSIONS)', 'others')
    ],
    specs: [`${RATCHET}/session-set.spec.ts`]
  },

  {
    point: 8,
    removed: 'only the contact of the token is tried',
    edits: [edit('node/mailbox-content.ts', '        if (!fits(depositSecret)) continue\n')],
    specs: ['tests/unit/node/mailbox-content.spec.ts']
  },
  {
    point: 8,
    removed: 'header keys change with every chain',
    edits: [edit('ratchet/encrypt.ts', '    nextSendingHeaderKey: step.nextHeaderKey,\n')],
    specs: [`${RATCHET}/conformance.spec.ts`]
  },

  {
    point: 9,
    removed: 'a host for each mailbox',
    edits: [
      edit(
        'relay/depositor-pool.ts',
        'const name = bytesToHex(place.mailbox)',
        'const name = bytesToHex(place.mailbox).slice(0, 0)'
      )
    ],
    specs: ['tests/unit/relay/depositor.spec.ts']
  },
  {
    point: 9,
    removed: 'a fresh key for each host',
    edits: [edit('relay/depositor-pool.ts', 'createHost(rng(32))', 'createHost(new Uint8Array(32).fill(7))')],
    specs: ['tests/unit/relay/depositor.spec.ts']
  },
  {
    point: 9,
    removed: 'a key lasts an hour',
    edits: [edit('relay/depositor-pool.ts', '&& age < DEPOSITOR_KEY_LIFETIME')],
    specs: ['tests/unit/relay/depositor.spec.ts']
  },
  {
    point: 9,
    removed: 'another token at each mailbox',
    edits: [
      edit('relay/core/deposit.ts', 'domainPrefix(TOKEN_DOMAIN), mailbox)', 'domainPrefix(TOKEN_DOMAIN))')
    ],
    specs: ['tests/unit/relay/deposit.spec.ts']
  },
  {
    point: 9,
    removed: 'another key of the deposit at each mailbox',
    edits: [
      edit(
        'relay/core/deposit.ts',
        'hkdfSha256(depositSecret, mailbox,',
        'hkdfSha256(depositSecret, mailbox.subarray(0, 0),'
      )
    ],
    specs: ['tests/unit/relay/deposit.spec.ts']
  },
  {
    point: 9,
    removed: 'coordinators are told full hours',
    edits: [edit('relay/core/deposit.ts', 'Math.ceil(expires / EXPIRY_STEP) * EXPIRY_STEP', 'expires')],
    specs: ['tests/unit/relay/deposit.spec.ts']
  },
  {
    point: 9,
    removed: 'a nonce for each deposit',
    edits: [edit('messaging/core/outbox.ts', 'nonce: rng(24)', 'nonce: new Uint8Array(24)')],
    specs: ['tests/unit/messaging/delivery.spec.ts']
  },
  {
    point: 9,
    removed: 'another key of the bundle at each mailbox',
    edits: [
      edit(
        'identity/bundle.ts',
        'hkdfSha256(account, mailbox,',
        'hkdfSha256(account, mailbox.subarray(0, 0),'
      )
    ],
    specs: ['tests/unit/identity-bundle.spec.ts']
  },

  {
    point: 10,
    removed: 'the initiator’s identity key in the agreement',
    edits: [
      edit('ratchet/pqxdh.ts', '    crypto.x25519(self.identitySecret, peer.signedPrekey),\n'),
      edit('ratchet/pqxdh.ts', '    crypto.x25519(prekeys.signedPrekeySecret, initiator.identityKey),\n')
    ],
    specs: INITIAL
  },
  {
    point: 10,
    removed: 'the responder’s identity key in the agreement',
    edits: [
      edit('ratchet/pqxdh.ts', '    crypto.x25519(ephemeralSecret, peer.identityKey),\n'),
      edit('ratchet/pqxdh.ts', '    crypto.x25519(self.identitySecret, fields.ephemeral),\n')
    ],
    specs: INITIAL
  },
  {
    point: 10,
    removed: 'a first message proves that it has the invite',
    edits: [
      edit(
        'messaging/core/first-message.ts',
        'if (!holdsInvite(crypto, invite.secret, self.account.publicKey, list.account, content.request.proof))',
        'if (false)'
      )
    ],
    specs: ['tests/unit/messaging/consent.spec.ts']
  },
  {
    point: 10,
    removed: 'the header is bound to the body',
    edits: [
      edit(
        'ratchet/envelope.ts',
        'concatBytes(binding.associatedData, envelope.subarray(0, bodyStart))',
        'binding.associatedData'
      ),
      edit(
        'ratchet/envelope.ts',
        'concatBytes(binding.associatedData, parts.prefix)',
        'binding.associatedData'
      )
    ],
    specs: [`${RATCHET}/conformance.spec.ts`, ...VECTORS]
  },

  {
    point: 11,
    removed: 'envelopes are padded',
    edits: [
      edit(
        'ratchet/padding.ts',
        'const rung = PADDING_LADDER.find(length => length >= contentLength + 1 + overhead)',
        'const rung: number | undefined = contentLength + 1 + overhead'
      ),
      edit('ratchet/padding.ts', 'if (!PADDING_LADDER.includes(length)) throw', 'if (length === 0) throw')
    ],
    specs: [`${RATCHET}/envelope.spec.ts`]
  },
  {
    point: 11,
    removed: 'first messages are padded before they are sealed',
    edits: [
      edit(
        'ratchet/initial.ts',
        'pad(message, rungFor(message.length, HPKE_OVERHEAD) - HPKE_OVERHEAD)',
        'pad(message, message.length + 1)'
      )
    ],
    specs: INITIAL
  },
  {
    point: 11,
    removed: 'other lengths are refused',
    edits: [
      edit('ratchet/padding.ts', 'if (!PADDING_LADDER.includes(length)) throw', 'if (length === 0) throw')
    ],
    specs: [`${RATCHET}/envelope.spec.ts`, ...INITIAL]
  },
  {
    point: 11,
    removed: 'padding is checked',
    edits: [edit('ratchet/padding.ts', 'if (padded[end] !== MARK) throw', 'if (padded.length < 0) throw')],
    specs: [`${RATCHET}/envelope.spec.ts`]
  },

  {
    point: 12,
    removed: 'low-order X25519 points are refused',
    edits: [
      edit(
        'crypto/noble.ts',
        "throw new AuthenticationError('Not an acceptable X25519 public key')",
        'return new Uint8Array(32)'
      )
    ],
    specs: ['tests/unit/crypto/backends.spec.ts', 'tests/unit/crypto/hpke.spec.ts']
  },
  {
    point: 12,
    removed: 'Ed25519 points have one encoding and no low order',
    edits: [
      edit(
        'crypto/strict.ts',
        '      if (!isStrictEncoding(publicKey) || !isStrictEncoding(signature.subarray(0, KEY_LENGTH))) return false\n'
      )
    ],
    specs: ['tests/unit/crypto/backends.spec.ts', 'tests/unit/identity-signed.spec.ts']
  },
  {
    point: 12,
    removed: 'keys of ML-KEM are reduced',
    edits: [edit('ratchet/kem.ts', '&& isReduced(rest)')],
    specs: [`${RATCHET}/kem-part.spec.ts`]
  },
  {
    point: 12,
    removed: 'offers of ML-KEM are answered: no downgrade inside a session',
    edits: [
      edit(
        'ratchet/kem.ts',
        "if ((seed !== undefined) !== (part.kind === 'answer')) {",
        'if (seed === null) {'
      )
    ],
    specs: [`${RATCHET}/kem.spec.ts`]
  },
  {
    point: 12,
    removed: 'no weaker suite than before',
    edits: [edit('ratchet/suites.ts', 'if (suite < leastSuite) throw', 'if (suite < 0) throw')],
    specs: INITIAL
  },
  {
    point: 12,
    removed: 'a header of another version is refused',
    edits: [edit('ratchet/envelope.ts', 'bytes[0] !== HEADER_VERSION', 'bytes.length === 0')],
    specs: [`${RATCHET}/envelope.spec.ts`]
  },

  {
    point: 13,
    removed: 'the account’s signature of a device list',
    edits: [edit('identity/device-list.ts', '  verify(crypto, account, DEVICE_LIST_DOMAIN, signed)\n')],
    specs: ['tests/unit/identity-device-list.spec.ts']
  },
  {
    point: 13,
    removed: 'versions of a device list only rise',
    edits: [
      edit('identity/device-list.ts', "received.version > held.version ? 'newer' : 'older'", "'newer'")
    ],
    specs: ['tests/unit/identity-device-list.spec.ts', 'tests/unit/messaging/keys.spec.ts']
  },
  {
    point: 13,
    removed: 'two lists of one version are a fork',
    edits: [
      edit(
        'identity/device-list.ts',
        "equalBytes(held.signed.payload, received.signed.payload) ? 'same' : 'fork'",
        "'same'"
      )
    ],
    specs: ['tests/unit/identity-device-list.spec.ts']
  },
  {
    point: 13,
    removed: 'sending is blocked while keys are contested',
    edits: [edit('messaging/core/trusted.ts', '  if (contested !== undefined) return contested.change\n')],
    specs: ['tests/unit/messaging/keys.spec.ts']
  },
  {
    point: 13,
    removed: 'a new device of a verified contact has to be accepted',
    edits: [edit('messaging/core/keys.ts', "order === 'fork' || isNews ||", "order === 'fork' ||")],
    specs: ['tests/unit/messaging/keys.spec.ts']
  },
  {
    point: 13,
    removed: 'the rounds of the safety number',
    edits: [edit('identity/safety-number.ts', 'i < SAFETY_NUMBER_ITERATIONS', 'i < 2')],
    specs: ['tests/unit/identity-safety-number.spec.ts']
  },

  {
    point: 14,
    removed: 'wiping of DH outputs and root derivations',
    edits: [edit('ratchet/kdf.ts', 'for (const bytes of [dh, input, keys]) bytes.fill(0)\n', '\n')],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'wiping of secrets of ML-KEM',
    edits: [edit('ratchet/kdf.ts', '  kem?.secret.fill(0)\n')],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'wiping of what the handshake agreed on',
    edits: [edit('ratchet/pqxdh.ts', '  for (const bytes of [input, keys, ...agreed]) bytes.fill(0)\n')],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'wiping of a message key that was sent with',
    edits: [edit('ratchet/encrypt.ts', '  messageKey.fill(0)\n')],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'wiping of a message key that was received with',
    edits: [edit('ratchet/decrypt.ts', '    if (used === undefined) messageKey.fill(0)\n')],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'wiping of the padded content',
    edits: [
      edit(
        'ratchet/envelope.ts',
        '    const content = unpad(padded)\n    padded.fill(0)\n',
        '    const content = unpad(padded)\n'
      )
    ],
    specs: WIPING
  },
  {
    point: 14,
    removed: 'no secret in a log line',
    edits: [
      edit(
        'messaging/inbox.ts',
        "'dropped what could not be read: %s', error.name",
        "'dropped: %s %s', error.name, [...this.#options.invites.secrets()]"
      )
    ],
    specs: ['tests/unit/secrets.spec.ts']
  }
]
