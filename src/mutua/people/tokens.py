"""One-time tokens: only their hash is stored."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from django.conf import settings


def new_token() -> str:
    """256 bit of chance, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token. It is long and random, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def demo_token(person_id: UUID) -> str:
    """The same on every start with the same secret key; see docs/adr/0004-demo-links.md."""
    return hmac.new(settings.SECRET_KEY.encode(), b"mutua demo " + person_id.bytes, sha256).hexdigest()[:32]
