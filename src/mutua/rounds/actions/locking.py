"""The lock of a round: whatever changes it, or what is in it, follows one another."""

from __future__ import annotations

from mutua.people.models import Person
from mutua.rounds import rules
from mutua.rounds.models import Round


def locked_round(round: Round, by: Person | None) -> Round:
    """The round's row, locked, so that steps follow each other; `by` is None where nobody coordinates.

    Whoever locks people and the round begins with the people. Rows that merely point to it do not wait.

    Raises DomainError("not_yours").
    """
    found = (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("programme")
        .get(pk=round.pk)
    )
    if by is not None:
        rules.require_coordinator(found, by)
    return found
