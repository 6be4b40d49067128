"""Choosing what a tandem talks about. Tightening holds at once and never says who did it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from mutua.content import loader
from mutua.people.models import Person
from mutua.tandems.actions.writing import lock_tandem, touch_agreement, write_part
from mutua.tandems.boundaries import RANK, Topic, effective
from mutua.tandems.models import Boundaries, Tandem
from mutua.tandems.queries import choices_of, floor_of, version_in_force


def shipped_topics() -> list[Topic]:
    return [
        Topic(id=item["id"], default=item["default"], locked=item["locked"])
        for item in loader.document("boundary_topics", "en")["items"]
    ]


@transaction.atomic
def choose_boundaries(
    *, tandem: Tandem, topics: Mapping[str, str], own: Sequence[str], by: Person, at: datetime
) -> dict[str, str]:
    """Save all of one member's choices, and new topics of their own (titles); returns what holds now.

    A choice among boundaries is no edit of the signed words: nothing has to be signed again for it.
    """
    tandem = lock_tandem(tandem, by=by)
    floor = floor_of(tandem, viewer=by)
    before = choices_of(tandem, viewer=by)
    mine = before.get(by.id)
    titles = dict(mine.own) if mine else {}
    kept = {topic: state for topic, state in topics.items() if state in RANK}
    known = {title.casefold() for one in before.values() for title in one.own.values()}
    for title in (text.strip() for text in own):
        if title and title.casefold() not in known:
            key = f"own_{uuid.uuid4().hex}"
            titles[key], kept[key] = title, "ask_first"
    stamp = max((one.stamp for one in before.values()), default=0) + 1
    row = Boundaries.objects.filter(tandem=tandem, person=by).first()
    row = row or Boundaries(tandem=tandem, person=by, row_version=0)
    row.choices, row.row_version = {"topics": kept, "own": titles, "stamp": stamp}, row.row_version + 1
    row.save()
    holds = effective(shipped_topics(), list(choices_of(tandem, viewer=by).values()), floor)
    document = {topic: [one.state, one.stamp] for topic, one in holds.items()}
    write_part(tandem, "floor", author=None, value=document, seen=None)
    if version_in_force(tandem) is None and mine is None:
        touch_agreement(tandem, at=at)  # the first choice belongs to what the first version says
    return {topic: one.state for topic, one in holds.items()}
