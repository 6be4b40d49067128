"""The code that was mailed: kept as a hash in the session of the browser that asked, and nowhere else.

Nothing here asks the database, so a known address and an unknown one take the same steps.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

LIFETIME = timedelta(minutes=15)
MOST_TRIES = 5
SESSION_KEY = "sign-in-code"


@dataclass(frozen=True)
class PendingCode:
    """Someone asked for a code for `email`; `until` in seconds since 1970."""

    email: str
    digest: str
    until: float
    tries: int = 0


def new_code(request: HttpRequest) -> str:
    """Eight letters and a dash, without letters that look alike."""
    code: str = get_adapter(request).generate_login_code()
    return code


def remember(request: HttpRequest, *, email: str, code: str, at: datetime) -> None:
    """Expect this code from this browser from now on; an earlier one no longer counts."""
    pending = PendingCode(email, _digest(email, code), (at + LIFETIME).timestamp())
    request.session[SESSION_KEY] = asdict(pending)


def pending_code(request: HttpRequest, at: datetime) -> PendingCode | None:
    """What this browser may still answer; None after the time or the tries are used up."""
    stored = request.session.get(SESSION_KEY)
    pending = PendingCode(**stored) if stored else None
    if pending and at.timestamp() < pending.until and pending.tries < MOST_TRIES:
        return pending
    return None


def is_right(request: HttpRequest, pending: PendingCode, code: str) -> bool:
    """Whether that is the code. Every answer uses up one try."""
    request.session[SESSION_KEY] = asdict(pending) | {"tries": pending.tries + 1}
    return constant_time_compare(pending.digest, _digest(pending.email, code))


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def _digest(email: str, code: str) -> str:
    letters = "".join(filter(str.isalnum, code)).upper()
    return salted_hmac("mutua.people.codes", f"{email}|{letters}", algorithm="sha256").hexdigest()
