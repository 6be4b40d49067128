"""How far a tandem's agreement is: what the kick-off page draws and the next step is taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.people.models import Person
from mutua.tandems.content import Content, OpenPoint, open_points
from mutua.tandems.models import AgreementVersion, Tandem
from mutua.tandems.presenter import point_text
from mutua.tandems.queries import content_of, members_of, open_version, signed_by, version_in_force

STEPS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("mine", _("What is in it for me"), _("Your benefit and your priorities")),
    ("together", _("Why we exist"), _("Our purpose; what we share and where we differ")),
    ("goals", _("Our goals"), _("One goal each, and what the other can contribute")),
    ("boundaries", _("What we talk about"), _("Welcome, ask first, or not here")),
    ("frame", _("Our frame"), _("Rhythm, length, agenda, answering each other")),
)


@dataclass(frozen=True)
class Step:
    """One step of the kick-off. `hint` names what is missing, `yours` what of it waits for the reader."""

    key: str
    label: str | Promise
    hint: str
    href: str
    done: bool
    yours: tuple[str, ...]

    @property
    def yours_text(self) -> str:
        return ". ".join(self.yours) + "."


@dataclass(frozen=True)
class KickOff:
    """Where the agreement of a tandem stands for one reader."""

    tandem: Tandem
    members: tuple[Person, ...]
    names: Mapping[UUID, str]
    content: Content
    version: AgreementVersion | None
    in_force: AgreementVersion | None
    signed: frozenset[UUID]
    steps: tuple[Step, ...]

    @property
    def complete(self) -> bool:
        return all(step.done for step in self.steps)

    @property
    def proposed(self) -> bool:
        return self.version is not None and self.version.state == AgreementVersion.State.PROPOSED

    def partners_of(self, person: Person) -> str:
        """The others' first names, to be read in a sentence."""
        return " & ".join(name for key, name in self.names.items() if key != person.id)

    def waits_for(self) -> Step | None:
        """The first step that needs the reader."""
        return next((step for step in self.steps if step.yours), None)


def kick_off(tandem: Tandem, *, viewer: Person) -> KickOff:
    """Everything the kick-off page needs, in a fixed number of queries."""
    members = tuple(members_of(tandem))
    names = {person.id: person.first_name for person in members}
    content = content_of(tandem, viewer=viewer)
    version = open_version(tandem)
    return KickOff(
        tandem=tandem,
        members=members,
        names=names,
        content=content,
        version=version,
        in_force=version_in_force(tandem),
        signed=frozenset(signed_by(version)) if version else frozenset(),
        steps=steps(tandem, content, names, viewer),
    )


def steps(tandem: Tandem, content: Content, names: Mapping[UUID, str], viewer: Person) -> tuple[Step, ...]:
    missing: dict[str, list[OpenPoint]] = {}
    for point in open_points(content):
        missing.setdefault(point.step, []).append(point)
    goals = {goal.id: goal.title for goal in content.goals}
    found = []
    for key, label, hint in STEPS:
        points = sorted(missing.get(key, []), key=lambda point: point.person != viewer.id)
        texts = {point: point_text(point, names, goals, viewer.id) for point in points}
        found.append(
            Step(
                key=key,
                label=label,
                hint=" · ".join(texts.values()) if texts else str(hint),
                href=reverse(f"tandems:{key}", args=[tandem.id]),
                done=not points,
                yours=tuple(text for point, text in texts.items() if point.person in (None, viewer.id)),
            )
        )
    return tuple(found)
