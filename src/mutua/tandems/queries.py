"""Reading a tandem. Every function knows who asks; a stranger gets 404 and learns nothing (law 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from mutua import vault
from mutua.people.models import Person
from mutua.tandems.boundaries import Choices, Floor, own_topics
from mutua.tandems.content import Content, GoalText, PromiseText, thaw
from mutua.tandems.models import AgreementPart, AgreementVersion, Boundaries, Goal, Member, Promise, Tandem
from mutua.vault import Sealed

AGREEMENT = "agreement"
GONE = (Tandem.State.PURGED,)
LIVE_GOALS = (Goal.State.PROPOSED, Goal.State.SUPPORTED, Goal.State.ACTIVE)


def tandem_for(person: Person, tandem_id: UUID) -> Tandem:
    """The tandem, if this person is one of its present members; otherwise Http404."""
    try:
        tandem = Tandem.objects.exclude(state__in=GONE).get(
            id=tandem_id, members__person=person.id, members__left_at__isnull=True
        )
    except Tandem.DoesNotExist as missing:
        raise Http404 from missing
    return tandem


def tandems_of(person: Person) -> list[Tandem]:
    """All living and resting tandems of this person, newest first."""
    mine = Member.objects.filter(person=person.id, left_at__isnull=True).values("tandem")
    found = Tandem.objects.filter(id__in=mine).exclude(state__in=[*GONE, Tandem.State.CLOSED])
    return list(found.order_by("-began_at"))


def members_of(tandem: Tandem) -> list[Person]:
    """The present members in the order of their positions."""
    rows = tandem.members.filter(left_at__isnull=True).select_related("person").order_by("position")
    return [row.person for row in rows]


def names_of(people: Sequence[Person]) -> dict[UUID, str]:
    return {person.id: person.first_name for person in people}


def partners_of(tandem: Tandem, person: Person) -> list[Person]:
    return [other for other in members_of(tandem) if other.id != person.id]


@dataclass(frozen=True)
class Written:
    """One opened part with the version a form has to send back."""

    value: dict[str, Any]
    row_version: int


def part_for(tandem: Tandem, section: str, *, author: Person | None, viewer: Person) -> Written:
    """What is written in a part so far; empty with version 0 if nothing is."""
    row = AgreementPart.objects.filter(tandem=tandem, section=section, author=author).first()
    if row is None:
        return Written({}, 0)
    return Written(vault.open(row.value, viewer=viewer.id, purpose=AGREEMENT), row.row_version)


def goals_of(tandem: Tandem, *, viewer: Person) -> list[GoalText]:
    """The goals that count, with what the others promise to each."""
    rows = list(Goal.objects.filter(tandem=tandem, state__in=LIVE_GOALS))
    promises = list(Promise.objects.filter(goal__in=rows).order_by("author_id"))
    opened = _opened([row.body for row in rows] + [one.body for one in promises], viewer)
    said: dict[UUID, list[PromiseText]] = {row.id: [] for row in rows}
    for promise, body in zip(promises, opened[len(rows) :], strict=True):
        said[promise.goal_id].append(PromiseText(promise.author_id, body["can"], body["text"]))
    return [
        GoalText(id=row.id, owner=row.owner_id, promises=tuple(said[row.id]), **body)
        for row, body in zip(rows, opened[: len(rows)], strict=True)
    ]


def _opened(sealed: Sequence[Sealed[Any] | None], viewer: Person) -> list[dict[str, Any]]:
    """What is sealed, in order and with one question about the reader; an empty column is an empty dict."""
    found = vault.open_many(sealed, viewer=viewer.id, purpose=AGREEMENT)
    return [one or {} for one in found]


def goal_for(tandem: Tandem, goal_id: UUID) -> Goal:
    try:
        return Goal.objects.get(id=goal_id, tandem=tandem, state__in=LIVE_GOALS)
    except Goal.DoesNotExist as missing:
        raise Http404 from missing


def choices_of(tandem: Tandem, *, viewer: Person) -> dict[UUID, Choices]:
    """Every member's choices. For merging only: nothing that leaves this package may tell them apart."""
    rows = list(Boundaries.objects.filter(tandem=tandem))
    opened = _opened([row.choices for row in rows], viewer)
    return {
        row.person_id: Choices(said["topics"], said["own"], said["stamp"])
        for row, said in zip(rows, opened, strict=True)
    }


def floor_of(tandem: Tandem, *, viewer: Person) -> dict[str, Floor]:
    """The boundaries that hold now: topic → state and since which stamp."""
    written = part_for(tandem, "floor", author=None, viewer=viewer)
    return {topic: Floor(state, stamp) for topic, (state, stamp) in written.value.items()}


def content_of(tandem: Tandem, *, viewer: Person) -> Content:
    """Everything written so far, opened for one member, in a fixed number of queries."""
    parts = list(AgreementPart.objects.filter(tandem=tandem))
    values = _opened([row.value for row in parts], viewer)
    opened = {(row.section, row.author_id): value for row, value in zip(parts, values, strict=True)}
    choices = choices_of(tandem, viewer=viewer)
    return Content(
        members=tuple(person.id for person in members_of(tandem)),
        mine={author: value for (section, author), value in opened.items() if section == "mine" and author},
        together=opened.get(("together", None), {}),
        frame=opened.get(("frame", None), {}),
        goals=tuple(goals_of(tandem, viewer=viewer)),
        boundaries={topic: pair[0] for topic, pair in opened.get(("floor", None), {}).items()},
        own_topics=own_topics(choices.values()),
        chosen_by=frozenset(choices),
    )


def open_version(tandem: Tandem) -> AgreementVersion | None:
    """The version being written or waiting for signatures."""
    states = [AgreementVersion.State.DRAFT, AgreementVersion.State.PROPOSED]
    return AgreementVersion.objects.filter(tandem=tandem, state__in=states).first()


def version_in_force(tandem: Tandem) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(tandem=tandem, state=AgreementVersion.State.SIGNED).first()


def version_for(tandem: Tandem, number: int) -> AgreementVersion:
    """The version with this number, fixed or still in the making."""
    try:
        return AgreementVersion.objects.get(tandem=tandem, number=number)
    except AgreementVersion.DoesNotExist as missing:
        raise Http404 from missing


def frozen_content(version: AgreementVersion, *, viewer: Person) -> Content | None:
    """What a proposed or signed version says, word for word; None while it is in the making (again)."""
    parts = frozen_parts(version, viewer=viewer)
    return thaw(parts) if parts else None


def frozen_parts(version: AgreementVersion, *, viewer: Person) -> dict[UUID | None, dict[str, Any]]:
    """The words of a version by author; None holds what everyone wrote together."""
    rows = list(version.frozen.all())
    opened = _opened([row.content for row in rows], viewer)
    return {row.author_id: content for row, content in zip(rows, opened, strict=True)}


def signed_by(version: AgreementVersion) -> set[UUID]:
    """Who has signed exactly the words that stand there now."""
    valid = version.signatures.filter(voided_at__isnull=True, content_hash=version.content_hash)
    return set(valid.values_list("person_id", flat=True))
