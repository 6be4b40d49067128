"""What goes on at Lindenwerk: tandems at every stage, and invitations that wait for an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import numpy as np

from mutua.content.skills import nearness
from mutua.demo.cast import CAST, CLARA, DORA, EMIL
from mutua.demo.kickoffs import (
    Side,
    begin,
    hold_meeting,
    invite,
    plan_meeting,
    propose_and_sign,
    write_own,
    write_together,
)
from mutua.demo.listing import row
from mutua.demo.storing import Stored
from mutua.demo.texts import Shared, shared_of_cast, shared_words, words_of, words_of_cast
from mutua.matching.fit import fits
from mutua.matching.pool import Pool
from mutua.programmes.actions.invitation import decline_invitation
from mutua.tandems.models import Tandem

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Story:
    """Two people, what each writes, what they write together. Every step is told as days before `today`."""

    one: Side
    other: Side
    shared: Shared
    today: datetime

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.one, self.other

    @property
    def stored(self) -> tuple[Stored, Stored]:
        return self.one.stored, self.other.stored

    def ago(self, days: float) -> datetime:
        return self.today - days * DAY


def begun(story: Story) -> Tandem:
    """Nothing is written yet."""
    return begin(*story.stored, at=story.ago(3))


def asked_for_a_date(story: Story) -> Tandem:
    """One has proposed a first date, the other has not answered yet."""
    tandem = begin(*story.stored, at=story.ago(4))
    plan_meeting(tandem, story.stored, at=story.ago(2), since=story.ago(0), confirmed=False)
    return tandem


def writing(story: Story) -> Tandem:
    """One of the two has written their part, the first date is set."""
    tandem = begin(*story.stored, at=story.ago(8))
    plan_meeting(tandem, story.stored, at=story.ago(6), since=story.ago(0))
    write_own(tandem, story.one, at=story.ago(5))
    return tandem


def written(story: Story, days: float = 10) -> Tandem:
    """The kick-off has taken place and everything is there, but not fixed for signing."""
    tandem = begin(*story.stored, at=story.ago(days + 20))
    hold_meeting(tandem, story.stored, at=story.ago(days + 19), until=story.ago(days))
    for side in story.sides:
        write_own(tandem, side, at=story.ago(days))
    write_together(tandem, story.sides, story.shared, at=story.ago(days))
    return tandem


def half_signed(story: Story) -> Tandem:
    """One of the two has proposed and signed yesterday; the other finds it today."""
    tandem = written(story, days=2)
    propose_and_sign(tandem, story.one.person, [story.one.person], at=story.ago(0.4))
    return tandem


def active(story: Story) -> Tandem:
    """Signed by both, one meeting behind them, and the next one planned."""
    tandem = written(story, days=15)
    one, other = story.one.person, story.other.person
    propose_and_sign(tandem, one, [one, other], at=story.ago(14))
    plan_meeting(tandem, story.stored, at=story.ago(4), since=story.ago(-1))
    return tandem


def between_meetings(story: Story) -> Tandem:
    """Signed by both, with no next date."""
    tandem = written(story, days=30)
    one, other = story.one.person, story.other.person
    propose_and_sign(tandem, other, [other, one], at=story.ago(29))
    return tandem


STAGES: tuple[tuple[Callable[[Story], Tandem], int], ...] = (
    (begun, 3), (asked_for_a_date, 2), (writing, 4), (written, 3), (half_signed, 3), (active, 7),
    (between_meetings, 2),
)  # fmt: skip
STEPS = 2 + sum(number for _, number in STAGES) + 1


def tell(people: Mapping[str, Stored], rng: Random, *, today: datetime) -> Iterator[str]:
    """Everything that has happened until `today`, step by step; yields what has just been done."""
    cast = {stored.invented.name: stored for stored in people.values()}
    pairs = _pairs(people, rng, cast[DORA.name], today)
    clara, emil = Side(cast[CLARA.name], words_of_cast("clara")), Side(cast[EMIL.name], words_of_cast("emil"))
    active(Story(clara, emil, shared_of_cast(), today))
    yield "Emil and Clara"
    finder, dora = next(pairs)
    half_signed(_story(finder, dora, rng, today))
    yield "Dora"
    for stage, number in STAGES:
        for _ in range(number):
            stage(_story(*next(pairs), rng, today))
            yield stage.__name__
    _invitations(pairs, today)
    yield "invitations"


def _story(one: Stored, other: Stored, rng: Random, today: datetime) -> Story:
    first, second = (Side(stored, words_of(stored.invented, rng)) for stored in (one, other))
    shared = shared_words(one.invented, other.invented, other.invented.language)
    return Story(first, second, shared, today)


def _invitations(pairs: Iterator[tuple[Stored, Stored]], today: datetime) -> None:
    """Six that wait for an answer, two of them since yesterday, and two that got a friendly no."""
    for days in (0.4, 0.6, 3, 5, 8, 9):
        invite(*next(pairs), at=today - days * DAY)
    for days in (12, 20):
        sender, receiver = next(pairs)
        sent = invite(sender, receiver, at=today - days * DAY)
        decline_invitation(
            invitation_id=sent.id, reply="rep_no_time", by=receiver.person, at=today - (days - 2) * DAY
        )


def _pairs(
    people: Mapping[str, Stored], rng: Random, first: Stored, today: datetime
) -> Iterator[tuple[Stored, Stored]]:
    """(whoever asks, whoever is asked): pairs that fit well by the product's own rules; nobody comes twice.

    In the first pair `first` is asked; of the others nobody is of the cast.
    """
    everyone = list(people.values())
    pool = Pool.from_records([row(one.invented) for one in everyone], near=nearness(), week=today.date())
    played = {part.name for part in CAST}
    free = {
        number
        for number, one in enumerate(everyone)
        if one.invented.stage == "visible" and one.invented.slots and one.invented.name not in played
    }
    for asked in [everyone.index(first), *rng.sample(sorted(free), len(free))]:
        if asked in free or everyone[asked] == first:
            free.discard(asked)
            others = np.array(sorted(free), dtype=np.intp)
            found = fits(pool, np.full_like(others, asked), others)
            best = int(np.argmax(np.where(found.allowed(), found.fit, -1)))
            if found.allowed()[best]:
                asking = int(others[best])
                free.discard(asking)
                yield everyone[asking], everyone[asked]
