"""AES-256-GCM with the address of the text bound to it. Pure: no keys are found and nothing is stored here.

A sealed text is `0x01 | scheme (1) | key id (16) | nonce (12) | ciphertext and tag`. It opens only at the
address it was sealed for, so it cannot be moved to another row, column or tandem, nor an older one put back.
"""

from __future__ import annotations

import os
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.views.decorators.debug import sensitive_variables

from mutua.vault.errors import DamagedContent

SECRET_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
FORMAT = b"\x01"
AES_256_GCM = b"\x01"
HEADER_SIZE = len(FORMAT) + len(AES_256_GCM) + 16
LENGTH_SIZE = 4
BLOCK = 256  # texts are padded to a multiple of this, so that their size says little


class Scope(NamedTuple):
    """What one data key is for: a tandem or a person, and in it one author's words or (None) everyone's."""

    kind: str
    id: UUID
    author: UUID | None


class Address(NamedTuple):
    """Where a text is sealed for."""

    table: str
    row: UUID
    column: str
    scope: Scope
    version: int

    def bound(self) -> bytes:
        author = self.scope.author.bytes if self.scope.author else b""
        row, scope, version = self.row.bytes, self.scope.id.bytes, str(self.version).encode()
        return joined(AES_256_GCM, self.table.encode(), row, self.column.encode(), scope, author, version)


def joined(*parts: bytes) -> bytes:
    """The parts, each after its length: ("ab", "c") and ("a", "bc") stay different."""
    return b"".join(len(part).to_bytes(LENGTH_SIZE, "big") + part for part in parts)


@sensitive_variables("secret", "plaintext")
def encrypt(secret: bytes, plaintext: bytes, bound: bytes) -> bytes:
    """`nonce | ciphertext and tag`. 96 random bits are safe for 2^32 messages per key, out of reach here."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(secret).encrypt(nonce, plaintext, bound)


@sensitive_variables("secret")
def decrypt(secret: bytes, blob: bytes, bound: bytes) -> bytes:
    """The plaintext, or DamagedContent where a single bit of anything differs."""
    if len(blob) >= NONCE_SIZE + TAG_SIZE:
        try:
            return AESGCM(secret).decrypt(blob[:NONCE_SIZE], blob[NONCE_SIZE:], bound)
        except InvalidTag:
            pass
    raise DamagedContent


@sensitive_variables("secret", "payload", "padded")
def seal(secret: bytes, key_id: UUID, address: Address, payload: bytes) -> bytes:
    padded = joined(payload)
    padded += bytes(-len(padded) % BLOCK)
    return FORMAT + AES_256_GCM + key_id.bytes + encrypt(secret, padded, address.bound())


def key_id_of(sealed: bytes) -> UUID:
    """Which key opens this; never try several. Raises DamagedContent on an unknown format or scheme."""
    if len(sealed) < HEADER_SIZE or sealed[:2] != FORMAT + AES_256_GCM:
        raise DamagedContent
    return UUID(bytes=sealed[2:HEADER_SIZE])


@sensitive_variables("secret", "padded")
def unseal(secret: bytes, address: Address, sealed: bytes) -> bytes:
    key_id_of(sealed)  # refuses a format that this code does not know
    padded = decrypt(secret, sealed[HEADER_SIZE:], address.bound())
    end = LENGTH_SIZE + int.from_bytes(padded[:LENGTH_SIZE], "big")
    return padded[LENGTH_SIZE:end]
