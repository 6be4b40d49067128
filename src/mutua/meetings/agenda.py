"""The agenda of a meeting: the blocks of its format, and who leads through each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.people.models import Person


@dataclass(frozen=True)
class Block:
    """A part of the meeting; `mine` is None where nobody in particular leads."""

    begin: int  # minutes from the start
    minutes: int
    title: str
    text: str
    leader: str
    mine: bool | None

    @property
    def when(self) -> str:
        """What stands above it on the line of time."""
        return _("Minutes %(begin)d to %(end)d · %(leader)s") % {
            "begin": self.begin,
            "end": self.begin + self.minutes,
            "leader": self.leader,
        }


def agenda_of(key: str) -> Any:
    """The shipped agenda format in the reader's language."""
    return loader.item(key, get_language() or "en")


def blocks_of(agenda: Any, *, facilitator: Person, members: Sequence[Person], viewer: Person) -> list[Block]:
    """The blocks in order, as one member sees them. Turns go by the order of the members."""
    leaders = {"facilitator": facilitator, **dict(zip(("a", "b"), members, strict=False))}
    blocks, begin = [], 0
    for block in agenda["blocks"]:
        leader = leaders.get(block["lead"])
        mine = None if leader is None else leader.id == viewer.id
        said = {None: _("all of you"), True: _("you lead")}.get(mine) or _("%(name)s leads") % {
            "name": leader.first_name if leader else ""
        }
        title = block["title"]
        if leader and block["id"] in {"topic_a", "topic_b"}:  # the shipped title says "person A"
            title = _("Topic of %(name)s") % {"name": leader.first_name}
        blocks.append(Block(begin, block["minutes"], title, block["instruction"], said, mine))
        begin += block["minutes"]
    return blocks
