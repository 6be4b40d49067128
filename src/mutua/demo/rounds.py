"""The programme of Lindenwerk: a round whose tandems are at work, and one that takes people now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from mutua.demo.cast import AMIRA, DORA, OKSANA
from mutua.demo.invention import DOMAIN
from mutua.demo.storing import Stored
from mutua.people.models import Person
from mutua.programmes.actions.programme import (
    create_programme,
    edit_programme,
    grant_coordination,
    move_programme,
)
from mutua.programmes.models import Pairing, Programme
from mutua.rounds.actions.round import create_round, open_registration
from mutua.rounds.models import Enrolment, Proposal, Round, Seat

DAY = timedelta(days=1)
SET_UP = {
    "about_en": "Two people from different corners of Lindenwerk teach each other something for half a year.",
    "about_de": "Zwei Menschen aus verschiedenen Ecken von Lindenwerk bringen sich ein halbes Jahr lang "
    "etwas bei.",
    "privacy_en": "Lindenwerk is responsible. Purpose: voluntary peer learning, nothing else. Basis: your "
    "consent, which you can take back at any time by leaving the round. "
    "Questions: datenschutz@lindenwerk.example",
    "privacy_de": "Verantwortlich ist Lindenwerk. Zweck: freiwilliges Lernen unter Gleichen, sonst nichts. "
    "Grundlage: deine Einwilligung, die du jederzeit zurücknehmen kannst, indem du die Runde verlässt. "
    "Fragen: datenschutz@lindenwerk.example",
    "time_frame_en": "Two hours a month count as working time.",
    "time_frame_de": "Zwei Stunden im Monat sind Arbeitszeit.",
    "safety_contacts": "Ombudsperson: ombud@lindenwerk.example",
    "content_days": 90,
    "enrolment_days": 30,
    "join_domains": [DOMAIN],
}


def hold_rounds(people: Mapping[str, Stored], *, today: datetime) -> None:
    """Dora coordinates; the tandems that exist came out of the last round; the next one is open."""
    cast = {stored.invented.name: stored.person for stored in people.values()}
    programme = _programme(cast[DORA.name], cast[OKSANA.name], today)
    _last_round(programme, cast[DORA.name], today)
    _next_round(programme, people, cast[DORA.name], today)


def _programme(dora: Person, oksana: Person, today: datetime) -> Programme:
    at = today - 90 * DAY
    made = create_programme(
        title_de="Lindenwerk lernt zu zweit", title_en="Lindenwerk learns in twos", by=oksana, at=at
    )
    grant_coordination(programme=made, email=dora.email, by=oksana, at=at)
    edit_programme(programme=made, values=SET_UP, by=dora, at=at)
    move_programme(programme=made, event="check", by=dora, at=at)
    return move_programme(programme=made, event="open", by=dora, at=at)


def _last_round(programme: Programme, dora: Person, today: datetime) -> None:
    begun = today - 60 * DAY
    values = _values("Spring", "Frühjahr", begun, lasts=240)
    round = create_round(programme=programme, values=values, by=dora, at=begun)
    Round.objects.filter(pk=round.pk).update(state=Round.State.RUNNING)
    pairs = list(Pairing.objects.order_by("pk"))
    proposals = [
        Proposal(
            round=round,
            state=Proposal.State.CONFIRMED,
            fit=0.7,
            proposed_at=pair.began_at,
            decided_at=pair.began_at,
            tandem=pair.tandem,
        )
        for pair in pairs
    ]
    Proposal.objects.bulk_create(proposals)
    seats = [
        Seat(proposal=proposal, person_id=person, position=place, answer="yes", answered_at=pair.began_at)
        for proposal, pair in zip(proposals, pairs, strict=True)
        for place, person in enumerate((pair.first_id, pair.second_id))
    ]
    Seat.objects.bulk_create(seats)
    _enrol(round, [seat.person_id for seat in seats], Enrolment.State.IN_TANDEM, begun)


def _next_round(programme: Programme, people: Mapping[str, Stored], dora: Person, today: datetime) -> None:
    values = _values("Autumn", "Herbst", today, lasts=200)
    round = create_round(programme=programme, values=values, by=dora, at=today - 3 * DAY)
    open_registration(round=round, by=dora, at=today - 3 * DAY)
    paired = set(Pairing.objects.values_list("first_id", flat=True))
    paired |= set(Pairing.objects.values_list("second_id", flat=True))
    free = [
        one.person.pk
        for one in people.values()
        if one.invented.stage == "visible" and one.person.pk not in paired and one.invented.name != AMIRA.name
    ]
    _enrol(round, free, Enrolment.State.ELIGIBLE, today - 2 * DAY)


def _values(english: str, german: str, begins: datetime, *, lasts: int) -> dict[str, object]:
    day = begins.date()
    return {
        "title_en": f"{english} {day.year}",
        "title_de": f"{german} {day.year}",
        "register_until": day + 7 * DAY,
        "wish_until": day + 14 * DAY,
        "ends_on": day + lasts * DAY,
        "holidays": [[f"{day.year}-12-24", f"{day.year + 1}-01-02"]],
    }


def _enrol(round: Round, people: Sequence[UUID], state: Enrolment.State, since: datetime) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(round=round, person_id=person, state=state, since=since) for person in dict.fromkeys(people)
    )
