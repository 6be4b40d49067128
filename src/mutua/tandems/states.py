"""Which event leads where. A row that is not here does not happen (law 5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.tandems.models import AgreementVersion, Tandem

T = Tandem.State
V = AgreementVersion.State

TANDEM: dict[tuple[str, str], str] = {
    (T.FORMING, "activate"): T.ACTIVE,
    (T.ACTIVE, "pause"): T.PAUSED,
    (T.PAUSED, "resume"): T.ACTIVE,
    (T.FORMING, "start_closing"): T.CLOSING,
    (T.ACTIVE, "start_closing"): T.CLOSING,
    (T.PAUSED, "start_closing"): T.CLOSING,
    (T.CLOSING, "close"): T.CLOSED,
    (T.FORMING, "hold"): T.HELD,
    (T.ACTIVE, "hold"): T.HELD,
    (T.PAUSED, "hold"): T.HELD,
    (T.CLOSING, "hold"): T.HELD,
    (T.HELD, "close"): T.CLOSED,
    (T.CLOSED, "purge"): T.PURGED,
}

VERSION: dict[tuple[str, str], str] = {
    (V.DRAFT, "edit"): V.DRAFT,
    (V.DRAFT, "propose"): V.PROPOSED,
    (V.PROPOSED, "edit"): V.DRAFT,
    (V.PROPOSED, "sign_last"): V.SIGNED,
    (V.SIGNED, "replace"): V.SUPERSEDED,
    (V.SIGNED, "end"): V.ENDED,
    (V.DRAFT, "end"): V.ENDED,
    (V.PROPOSED, "end"): V.ENDED,
}

# In these states the members write and meet.
LIVING = (T.FORMING, T.ACTIVE, T.PAUSED)


def after(table: dict[tuple[str, str], str], state: str, event: str) -> str:
    """The state that `event` leads to; DomainError("not_now") where the table has no such row."""
    if (state, event) not in table:
        raise DomainError(
            "not_now", _("This is not possible any more. Reload the page to see how things stand.")
        )
    return table[state, event]
