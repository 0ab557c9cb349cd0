"""
Plays schedules on Debian's python3-doubleratchet with Earshot's labels, for classical.oracle.ts.

Reads a JSON array of schedules from stdin and writes one of results to stdout, all bytes in hex.
A schedule: shared, the root key of the first step; prekey, Bob's first ratchet secret; secrets of
both sides in the order of use; steps, [side, "send"] or [side, "take", number of the message].
A result: for each step the message key and, of a message that was sent, its header; for each side
the root steps (root key, chain key, next header key).
"""

import asyncio
import json
import sys

from doubleratchet import DoubleRatchet, EncryptedMessage, Header
from doubleratchet.recommended import HashFunction
from doubleratchet.recommended import diffie_hellman_ratchet_curve25519 as curve
from doubleratchet.recommended import kdf_hkdf, kdf_separate_hmacs
from doubleratchet.aead import AEAD


class KeyAsCiphertext(AEAD):
    """Shows the message key instead of using it, and opens with no other."""

    @staticmethod
    async def encrypt(plaintext, key, associated_data):
        return key

    @staticmethod
    async def decrypt(ciphertext, key, associated_data):
        if ciphertext != key:
            raise ValueError("another message key")
        return key


class Plain(DoubleRatchet):
    @staticmethod
    def _build_associated_data(associated_data, header):
        return associated_data


class ChainKdf(kdf_separate_hmacs.KDF):
    """KDF_CK: HMAC with 2 is the next chain key, with 1 the message key."""

    @staticmethod
    def _get_hash_function():
        return HashFunction.SHA_256


def side_of(secrets):
    """The classes of one side, which remember its secrets and its root steps."""
    left = list(secrets)
    roots = []

    class Ratchet(curve.DiffieHellmanRatchet):
        @staticmethod
        def _generate_priv():
            # a step is made at once here, and put off by us: the last secret may be one too many
            return left.pop(0) if left else bytes(32)

    class RootKdf(kdf_hkdf.KDF):
        """KDF_RK_HE has a third output, the next header key, which the library does not ask for."""

        @staticmethod
        def _get_hash_function():
            return HashFunction.SHA_256

        @staticmethod
        def _get_info():
            return b"earshot/ratchet-root/2"

        @classmethod
        async def derive(cls, key, data, length):
            keys = await super().derive(key, data, 96)
            roots.append(keys.hex())
            return keys[:length]

    return roots, [Ratchet, RootKdf, ChainKdf, b"\x02\x01", 2000, 2000, KeyAsCiphertext]


async def play(schedule):
    roots_and_classes = [side_of(map(bytes.fromhex, secrets)) for secrets in schedule["secrets"]]
    shared = bytes.fromhex(schedule["shared"])
    prekey = bytes.fromhex(schedule["prekey"])
    ratchets = [None, None]
    sent = []
    results = []
    for side, what, *which in schedule["steps"]:
        classes = roots_and_classes[side][1]
        if what == "send" and ratchets[side] is None:
            public = curve.DiffieHellmanRatchet._derive_pub(prekey)
            ratchets[side], message = await Plain.encrypt_initial_message(*classes, shared, public, b"", b"")
        elif what == "send":
            message = await ratchets[side].encrypt_message(b"", b"")
        else:
            message = sent[which[0]]
            if ratchets[side] is None:
                ratchets[side], key = await Plain.decrypt_initial_message(
                    *classes, shared, prekey, message, b""
                )
            else:
                key = await ratchets[side].decrypt_message(message, b"")
            results.append({"key": key.hex()})
            continue
        sent.append(message)
        header = message.header
        results.append({
            "key": message.ciphertext.hex(),
            "ratchetKey": header.ratchet_pub.hex(),
            "previousChainLength": header.previous_sending_chain_length,
            "messageNumber": header.sending_chain_length,
        })
    return {"steps": results, "roots": [roots for roots, _ in roots_and_classes]}


async def main():
    print(json.dumps([await play(schedule) for schedule in json.load(sys.stdin)]))


asyncio.run(main())
