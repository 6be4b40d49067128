"""What an agreement says, as plain values: pure functions over opened texts, no database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

TEMPLATE = "ag_standard"
PRIORITIES = 3
FRAME_DEFAULTS: dict[str, Any] = {
    "cadence": "biweekly",
    "minutes": 45,
    "channel": "video",
    "place": "",
    "invites": "turns",
    "format": "af_peer_45",
    "requests": "d2",
    "feedback": "on_request",
    "roleplay": "every_3rd",
    "review": "m3",
    "escalation": True,
    "stop_word": "",
}


@dataclass(frozen=True)
class PromiseText:
    author: UUID
    can: bool
    text: str


@dataclass(frozen=True)
class GoalText:
    """One goal: its owner's words and what the others promise to it."""

    id: UUID
    owner: UUID
    title: str
    need: str
    scope: str
    weeks: int
    levels: Mapping[str, str]
    promises: tuple[PromiseText, ...] = ()


@dataclass(frozen=True)
class Content:
    """Everything the agreement of one tandem says at one moment."""

    members: tuple[UUID, ...]
    mine: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)
    together: Mapping[str, Any] = field(default_factory=dict)
    frame: Mapping[str, Any] = field(default_factory=dict)
    goals: tuple[GoalText, ...] = ()
    boundaries: Mapping[str, str] = field(default_factory=dict)
    own_topics: Mapping[str, str] = field(default_factory=dict)
    chosen_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class OpenPoint:
    """Something that is still missing before anybody can sign; `person` is whose turn it is (None: both)."""

    code: str
    step: str
    person: UUID | None = None
    goal: UUID | None = None


def open_points(content: Content) -> list[OpenPoint]:
    """What the guard of `Agreement.sign` still asks for (CONTRACT §2.2), in the order of the steps."""
    points = [*_own_points(content), *_together_points(content), *_goal_points(content)]
    points += [
        OpenPoint("boundaries", "boundaries", person)
        for person in content.members
        if person not in content.chosen_by
    ]
    return points


def _own_points(content: Content) -> list[OpenPoint]:
    points = []
    for person in content.members:
        mine = content.mine.get(person, {})
        if not mine.get("benefit"):
            points.append(OpenPoint("benefit", "mine", person))
        if not any(mine.get("priorities", [])):
            points.append(OpenPoint("priorities", "mine", person))
    return points


def _together_points(content: Content) -> list[OpenPoint]:
    points = []
    if not content.together.get("purpose"):
        points.append(OpenPoint("purpose", "together"))
    served = {str(owner) for owner, _ in content.together.get("serves", [])}
    if content.together.get("purpose") and served < {str(person) for person in content.members}:
        points.append(OpenPoint("serves", "together"))
    if not content.together.get("common_different"):
        points.append(OpenPoint("common_different", "together"))
    return points


def _goal_points(content: Content) -> list[OpenPoint]:
    owners = {goal.owner for goal in content.goals}
    points = [OpenPoint("goal", "goals", person) for person in content.members if person not in owners]
    for goal in content.goals:
        answered = {promise.author for promise in goal.promises}
        missing = [person for person in content.members if person != goal.owner and person not in answered]
        points += [OpenPoint("promise", "goals", person, goal.id) for person in missing]
        if not missing and not any(promise.can for promise in goal.promises):
            points.append(OpenPoint("nobody_can_help", "goals", goal.owner, goal.id))
    return points


def freeze(content: Content, fixed: Mapping[str, Any]) -> dict[UUID | None, dict[str, Any]]:
    """The content split by whose words it is; None is what everyone wrote together.

    `fixed` holds the shipped clauses of the template in both languages: they are signed, too.
    """
    parts: dict[UUID | None, dict[str, Any]] = {
        None: {
            "template": TEMPLATE,
            "fixed": dict(fixed),
            "members": [str(person) for person in content.members],
            "together": dict(content.together),
            "frame": {**FRAME_DEFAULTS, **content.frame},
            "boundaries": dict(content.boundaries),
            "own_topics": dict(content.own_topics),
        }
    }
    for person in content.members:
        parts[person] = {
            "mine": dict(content.mine.get(person, {})),
            "goals": [_goal_document(goal) for goal in content.goals if goal.owner == person],
            "promises": [
                {"goal": str(goal.id), "can": promise.can, "text": promise.text}
                for goal in content.goals
                for promise in goal.promises
                if promise.author == person
            ],
        }
    return parts


def _goal_document(goal: GoalText) -> dict[str, Any]:
    return {
        "id": str(goal.id),
        "title": goal.title,
        "need": goal.need,
        "scope": goal.scope,
        "weeks": goal.weeks,
        "levels": dict(goal.levels),
    }


def thaw(parts: Mapping[UUID | None, Mapping[str, Any]]) -> Content:
    """The reverse of `freeze`. Words of an author whose part is gone are simply missing."""
    shared = parts[None]
    members = tuple(UUID(text) for text in shared["members"])
    return Content(
        members=members,
        mine={person: parts[person]["mine"] for person in members if person in parts},
        together=shared["together"],
        frame=shared["frame"],
        goals=tuple(_thawed_goals(parts, members)),
        boundaries=shared["boundaries"],
        own_topics=shared["own_topics"],
        chosen_by=frozenset(members),
    )


def _thawed_goals(
    parts: Mapping[UUID | None, Mapping[str, Any]], members: tuple[UUID, ...]
) -> list[GoalText]:
    promises: dict[str, list[PromiseText]] = {}
    for person in members:
        for one in parts.get(person, {}).get("promises", []):
            promises.setdefault(one["goal"], []).append(PromiseText(person, one["can"], one["text"]))
    return [
        GoalText(**{**one, "id": UUID(one["id"])}, owner=person, promises=tuple(promises.get(one["id"], [])))
        for person in members
        for one in parts.get(person, {}).get("goals", [])
    ]


def canonical(parts: Mapping[UUID | None, Mapping[str, Any]]) -> bytes:
    """One byte string for one content, whatever the order it was built in; this is what gets signed."""
    named = {"shared" if author is None else str(author): value for author, value in parts.items()}
    return json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
