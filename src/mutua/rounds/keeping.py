"""Writing what a scenario found as drafts that a coordinator can look through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from mutua.rounds.actions.ending import TAKEN
from mutua.rounds.found import Found, Tandem, figures
from mutua.rounds.models import Proposal, Scenario, Seat, Waiting

BATCH = 1000
Fine = Callable[[Sequence[UUID]], bool]


def keep(
    scenario: Scenario, found: Found, locked: Sequence[Proposal], fine: Fine, looking: Collection[UUID]
) -> None:
    """Drafts for every tandem that is still fine, the locked ones among them; whoever is in none waits."""
    again = [_again(one) for one in locked]
    held = [(tandem, True) for tandem in again if fine(tandem.people)]
    new = [(tandem, False) for tandem in found.tandems if fine(tandem.people)]
    drafts = [(tandem, draft_of(scenario, tandem, locked=lock)) for tandem, lock in [*held, *new]]
    Proposal.objects.bulk_create([draft for _tandem, draft in drafts], batch_size=BATCH)
    Seat.objects.bulk_create(
        (seat for tandem, draft in drafts for seat in seats_of(draft, tandem)), batch_size=BATCH
    )
    placed = {person for tandem, _draft_ in drafts for person in tandem.people}
    dropped = {person for tandem in [*again, *found.tandems] for person in tandem.people} - placed
    reasons = {**dict.fromkeys(sorted(dropped), TAKEN), **found.waiting}
    waiting = {person: why for person, why in reasons.items() if person in looking and person not in placed}
    Waiting.objects.bulk_create(
        (Waiting(scenario=scenario, person_id=person, reason=why) for person, why in waiting.items()),
        batch_size=BATCH,
    )
    kept = [tandem for tandem, _draft_ in drafts]
    scenario.figures = figures(kept, len(waiting), exact=found.exact)
    scenario.save(update_fields=["figures"])


def seats_of(draft: Proposal, tandem: Tandem) -> Iterable[Seat]:
    """A seat for each, with what is said to them."""
    for position, (person, reasons) in enumerate(zip(tandem.people, tandem.reasons, strict=True)):
        yield Seat(proposal=draft, person_id=person, position=position, reasons=reasons)


def draft_of(scenario: Scenario, tandem: Tandem, *, locked: bool, by_hand: bool = False) -> Proposal:
    """A tandem as a draft of this scenario, not stored yet."""
    return Proposal(
        round=scenario.run.round,
        scenario=scenario,
        size=len(tandem.people),
        fit=tandem.fit,
        values=tandem.values,
        first_pass=tandem.first_pass,
        same_unit=tandem.same_unit,
        locked=locked,
        by_hand=by_hand,
    )


def _again(locked: Proposal) -> Tandem:
    """A locked draft as it will stand in the next scenario."""
    seats = list(locked.seats.all())
    return Tandem(
        people=tuple(seat.person_id for seat in seats),
        fit=locked.fit,
        values=locked.values,
        first_pass=locked.first_pass,
        same_unit=locked.same_unit,
        reasons=tuple(seat.reasons for seat in seats),
    )
