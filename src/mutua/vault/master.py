"""The master key: 32 random bytes in a file of its own. It wraps the data keys and is never in a database."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from mutua.vault import cipher
from mutua.vault.errors import MasterKeyError


def prepare(path: Path, *, has_data: bool) -> None:
    """Make sure there is a sound master key. Creates one only where nothing was sealed so far.

    Raises MasterKeyError with one line on what to do.
    """
    _load.cache_clear()
    if not path.exists():
        if has_data:
            raise MasterKeyError(
                f"The master key {path} is missing, but there is sealed data that only it can open. Put it "
                "back from your recovery sheet or key backup; a new one would not open it, so none is made."
            )
        try:
            _create(path)
        except OSError as error:
            raise MasterKeyError(
                f"The master key {path} cannot be created: {error.strerror}. "
                "Let Mutua write to that folder, or set MUTUA_MASTER_KEY_FILE to another place."
            ) from None
    _load(path)


def wrap(secret: bytes, *, purpose: str, bound: bytes) -> bytes:
    """The secret, encrypted under the master key for one purpose and bound to what it is for."""
    return cipher.encrypt(_for(purpose), secret, bound)


def unwrap(wrapped: bytes, *, purpose: str, bound: bytes) -> bytes:
    """The secret again; DamagedContent where the wrapping, its purpose or the master key is not the same."""
    return cipher.decrypt(_for(purpose), wrapped, bound)


@sensitive_variables("secret")
def derive(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose by HKDF-SHA256 (RFC 5869), so that no key ever serves two."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=cipher.SECRET_SIZE, salt=None, info=purpose.encode())
    return kdf.derive(secret)


def _for(purpose: str) -> bytes:
    return derive(_load(Path(settings.MASTER_KEY_FILE)), purpose)


@cache
@sensitive_variables("text", "secret")
def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            text = file.read(1024)
    except OSError as error:
        raise MasterKeyError(
            f"The master key {path} cannot be read: {error.strerror}. Put it there, readable by Mutua alone."
        ) from None
    if mode & 0o077:
        raise MasterKeyError(f"Others can read the master key {path} ({mode:04o}). Run: chmod 600 {path}")
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != cipher.SECRET_SIZE:
        raise MasterKeyError(
            f"The master key {path} is damaged: it must be 32 bytes as base64 text. "
            "Put it back from your recovery sheet or key backup."
        )
    return secret


def _create(path: Path) -> None:
    """Write a new key: whole and on the disk, or not at all. If another process was faster, keep its."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
            file.write(base64.b64encode(os.urandom(cipher.SECRET_SIZE)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike a rename, never replaces a key that is there
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
