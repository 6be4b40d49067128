"""Every event in every state of a programme, what it needs before it opens, and who may do all this."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from mutua.people.models import Person
from mutua.programmes.actions import programme as actions
from mutua.programmes.models import Coordination, Programme
from mutua.programmes.states import PROGRAMME
from tests.factories import AT, make_person
from tests.programmes.invited import code_of
from tests.rounds.team import make_programme

pytestmark = pytest.mark.django_db
S = Programme.State
EVENTS = sorted({event for _state, event in PROGRAMME})
NEEDED = {
    "safety_contacts": " ",
    "content_days": None,
    "enrolment_days": None,
    "privacy_de": "",
    "privacy_en": "\n",
}


@pytest.mark.parametrize(("state", "event"), list(product(S, [*EVENTS, "nonsense"])))
def test_programme_walks_only_along_the_table(state: str, event: str, dora: Person) -> None:
    one = make_programme(dora, state=state)
    if (state, event) in PROGRAMME:
        actions.move_programme(programme=one, event=event, by=dora, at=AT)
    else:
        assert code_of(actions.move_programme, programme=one, event=event, by=dora, at=AT) == "not_now"
    one.refresh_from_db()
    assert one.state == PROGRAMME.get((state, event), state)


def test_programme_opens_only_after_its_privacy_check() -> None:
    assert [state for (state, _event), target in PROGRAMME.items() if target == S.OPEN] == [S.CHECK]
    assert {*PROGRAMME.values(), S.DRAFT} == set(S)


@pytest.mark.parametrize("field", NEEDED)
def test_programme_opens_with_contacts_retention_and_both_privacy_texts(field: str, dora: Person) -> None:
    one = make_programme(dora, state=S.CHECK, **{field: NEEDED[field]})
    assert code_of(actions.move_programme, programme=one, event="open", by=dora, at=AT) == "not_ready"
    one.refresh_from_db()
    assert one.state == S.CHECK


@pytest.mark.parametrize("field", NEEDED)
def test_open_programme_stays_complete(field: str, dora: Person) -> None:
    one, values = make_programme(dora), {field: NEEDED[field]}
    assert code_of(actions.edit_programme, programme=one, values=values, by=dora, at=AT) == "not_ready"
    one.refresh_from_db()
    assert getattr(one, field) != NEEDED[field]


def test_nought_days_are_a_retention(dora: Person) -> None:
    one = make_programme(dora, state=S.CHECK, content_days=0, enrolment_days=0)
    assert actions.move_programme(programme=one, event="open", by=dora, at=AT).state == S.OPEN


def test_archived_programme_does_not_change(dora: Person) -> None:
    one = make_programme(dora, state=S.ARCHIVED)
    values = {"title_en": "New"}
    assert code_of(actions.edit_programme, programme=one, values=values, by=dora, at=AT) == "archived"


@pytest.mark.parametrize(
    "weights",
    [
        {"complementarity": 100},
        {"complementarity": 26},
        {"complementarity": 0, "career_goals": 45},
        {"complementarity": -5, "career_goals": 50},
        {"age": 0},
    ],
)
def test_weights_are_of_the_seven_criteria_and_make_100(weights: dict[str, int], dora: Person) -> None:
    one = make_programme(dora)
    values = {"weights": {**one.weights, **weights}}
    assert code_of(actions.edit_programme, programme=one, values=values, by=dora, at=AT) == "weights"


ACTS: dict[str, Callable[[Programme, Person, Person], Any]] = {
    "edit": lambda one, by, _other: actions.edit_programme(
        programme=one, values={"time_frame": "2 hours"}, by=by, at=AT
    ),
    "move": lambda one, by, _other: actions.move_programme(programme=one, event="archive", by=by, at=AT),
    "link": lambda one, by, _other: actions.renew_join_link(programme=one, on=True, by=by, at=AT),
    "grant": lambda one, by, other: actions.grant_coordination(
        programme=one, email=other.email, by=by, at=AT
    ),
    "end": lambda one, by, _other: actions.end_coordination(
        programme=one, person=one.coordinations.first().person, by=by, at=AT
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_programme_is_set_up_by_coordinators_and_operators_alone(
    act: str, dora: Person, emil: Person, oksana: Person, clara: Person
) -> None:
    make_programme(emil)  # coordinates another one
    for by in (clara, emil):
        assert code_of(ACTS[act], make_programme(dora), by, make_person()) == "not_yours"
    for by in (dora, oksana):
        ACTS[act](make_programme(dora, make_person()), by, make_person())


def test_only_operators_begin_a_programme(dora: Person, oksana: Person) -> None:
    make_programme(dora)
    words = {"title_de": "Neu", "title_en": "New", "at": AT}
    assert code_of(actions.create_programme, **words, by=dora) == "operators_only"
    assert actions.create_programme(**words, by=oksana).state == S.DRAFT


def test_nobody_gives_themselves_the_right(dora: Person, oksana: Person) -> None:
    one = make_programme(dora)
    for by in (dora, oksana):
        refused = code_of(actions.grant_coordination, programme=one, email=by.email.upper(), by=by, at=AT)
        assert refused == "oneself"
    assert Coordination.objects.filter(programme=one).count() == 1


def test_right_that_ended_can_be_given_again(dora: Person, emil: Person) -> None:
    one = make_programme(dora, emil)
    actions.end_coordination(programme=one, person=emil, by=dora, at=AT)
    actions.grant_coordination(programme=one, email=emil.email, by=dora, at=AT)
    assert Coordination.objects.filter(programme=one, person=emil).count() == 2
    assert Coordination.objects.filter(programme=one, person=emil, ended_at=None).count() == 1


def test_last_coordinator_stays_even_for_an_operator(dora: Person, oksana: Person) -> None:
    one = make_programme(dora)
    for by in (dora, oksana):
        assert code_of(actions.end_coordination, programme=one, person=dora, by=by, at=AT) == (
            "last_coordinator"
        )
