"""How the choices of two or three people become one list: pure functions, no database.

The strictest choice always counts. Tightening holds at once. Loosening needs a choice by everyone
that is newer than the last tightening (invariant 10). Nothing here ever says who chose what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

RANK = {"open": 1, "ask_first": 2, "closed": 3}


@dataclass(frozen=True)
class Topic:
    id: str
    default: str
    locked: bool


@dataclass(frozen=True)
class Choices:
    """One member's choices: topic → state, own topics (id → title), and when they were made."""

    topics: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    stamp: int = 0


@dataclass(frozen=True)
class Floor:
    """What held for a topic before, and since which stamp."""

    state: str
    stamp: int


def own_topics(choices: Iterable[Choices]) -> dict[str, str]:
    """Key → title of the topics that members added, by title: their order does not tell whose they are."""
    added = {key: title for one in choices for key, title in one.own.items()}
    return dict(sorted(added.items(), key=lambda topic: (topic[1].casefold(), topic[0])))


def strictest(*states: str) -> str:
    return max(states, key=lambda state: RANK[state])


def effective(
    topics: Sequence[Topic], choices: Sequence[Choices], floor: Mapping[str, Floor]
) -> dict[str, Floor]:
    """What holds now for each topic, as the floor for the next time.

    `choices` holds one entry per member who has chosen; a topic nobody rated falls back to its default.
    """
    own = [Topic(id=key, default="ask_first", locked=False) for key in own_topics(choices)]
    return {topic.id: _holds(topic, choices, floor.get(topic.id)) for topic in (*topics, *own)}


def _holds(topic: Topic, choices: Sequence[Choices], before: Floor | None) -> Floor:
    if topic.locked:
        return Floor("closed", 0)
    wanted = strictest(*(one.topics.get(topic.id, topic.default) for one in choices), "open")
    newest = max((one.stamp for one in choices), default=0)
    if before is None or RANK[wanted] > RANK[before.state]:
        return Floor(wanted, newest)
    everyone_anew = all(one.stamp > before.stamp for one in choices)
    made_stricter_by_none = RANK[wanted] == RANK[before.state]
    if made_stricter_by_none:
        return before
    return Floor(wanted, newest) if everyone_anew else before
