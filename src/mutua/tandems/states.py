"""Which event leads where. A row that is not here does not happen (law 5)."""

from __future__ import annotations

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
