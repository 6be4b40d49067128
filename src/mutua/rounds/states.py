"""The lives of a round and of a proposal (CONTRACT §2.1). A row that is not here does not happen."""

from __future__ import annotations

from collections.abc import Mapping

from mutua.rounds.models import Enrolment, Proposal, Round

R = Round.State
P = Proposal.State

OPEN = (R.DRAFT, R.REGISTRATION, R.WISHES, R.MATCHING, R.REVIEW, R.CONFIRMATION)
"""Before anything runs."""
ROUND: Mapping[tuple[str, str], Round.State] = {
    (R.DRAFT, "open"): R.REGISTRATION,
    (R.REGISTRATION, "ask_wishes"): R.WISHES,
    (R.REGISTRATION, "match"): R.MATCHING,
    (R.WISHES, "match"): R.MATCHING,
    (R.MATCHING, "review"): R.REVIEW,
    (R.REVIEW, "match"): R.MATCHING,
    (R.REVIEW, "send"): R.CONFIRMATION,
    (R.CONFIRMATION, "match"): R.MATCHING,  # once more, for those left over
    (R.CONFIRMATION, "begin"): R.RUNNING,
    (R.REVIEW, "reopen"): R.REGISTRATION,  # a circle in which nobody fits yet
    (R.RUNNING, "match"): R.MATCHING,  # for those who wait, and who look for another tandem
    (R.RUNNING, "wind_up"): R.CLOSING,
    (R.CLOSING, "close"): R.CLOSED,
    (R.CLOSED, "purge"): R.PURGED,
    (R.CANCELLED, "purge"): R.PURGED,
    **{(state, "cancel"): R.CANCELLED for state in OPEN},
}
PROPOSAL: Mapping[tuple[str, str], Proposal.State] = {
    (P.DRAFT, "send"): P.PROPOSED,
    (P.PROPOSED, "confirm"): P.CONFIRMED,
    (P.PROPOSED, "decline"): P.DECLINED,
    (P.PROPOSED, "expire"): P.EXPIRED,
}
JOINABLE = (R.REGISTRATION, R.WISHES)
"""In these states people may enrol."""
REMATCHING = (R.CONFIRMATION, R.RUNNING)
"""In these states people in a tandem may look for another one."""
LOOKING = (
    Enrolment.State.APPLIED,
    Enrolment.State.ELIGIBLE,
    Enrolment.State.MATCHED,
    Enrolment.State.WAITING,
)
"""Enrolments that wait for a tandem."""
MATCHABLE = (Enrolment.State.ELIGIBLE, Enrolment.State.WAITING)
"""Those of them that a matching starts from: complete, and without a proposal."""
