"""The rows of a review as JSON and back, so that a step can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mutua.rounds.models import Proposal, Scenario, Seat, Waiting

KEPT = ("size", "fit", "values", "first_pass", "same_unit", "locked", "by_hand")


def taken(proposals: Sequence[Proposal], waiting: Sequence[Waiting]) -> dict[str, Any]:
    """These rows with their seats; seats are to be prefetched."""
    return {
        "proposals": [
            {
                "id": str(proposal.pk),
                **{field: getattr(proposal, field) for field in KEPT},
                "seats": [
                    {"person": str(seat.person_id), "position": seat.position, "reasons": seat.reasons}
                    for seat in proposal.seats.all()
                ],
            }
            for proposal in proposals
        ],
        "waiting": [{"person": str(one.person_id), "reason": one.reason} for one in waiting],
    }


def put_back(scenario: Scenario, before: dict[str, Any], made: Sequence[str]) -> None:
    """Instead of what was made, what stood there before."""
    Proposal.objects.filter(pk__in=[UUID(key) for key in made]).delete()
    rows = before["proposals"]
    back = [_proposal(scenario, row) for row in rows]
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in back]).delete()
    Proposal.objects.bulk_create(back)
    Seat.objects.bulk_create(
        Seat(
            proposal_id=UUID(row["id"]),
            person_id=UUID(seat["person"]),
            position=seat["position"],
            reasons=seat["reasons"],
        )
        for row in rows
        for seat in row["seats"]
    )
    held = Seat.objects.filter(proposal__scenario=scenario).values("person_id")
    Waiting.objects.filter(scenario=scenario, person__in=held).delete()
    Waiting.objects.bulk_create(
        (
            Waiting(scenario=scenario, person_id=UUID(row["person"]), reason=row["reason"])
            for row in before["waiting"]
        ),
        ignore_conflicts=True,
    )


def _proposal(scenario: Scenario, row: dict[str, Any]) -> Proposal:
    kept = {field: row[field] for field in KEPT}
    return Proposal(id=UUID(row["id"]), round=scenario.run.round, scenario=scenario, **kept)
