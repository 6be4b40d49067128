"""For any lists: applied twice is applied once, and undone is as if it had never been."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.people.actions.imports import apply_import
from mutua.people.imports.models import PeopleImport
from mutua.people.models import Person
from tests.factories import AT, make_exclusion, make_person, make_profile, make_reporting_line
from tests.people.imports.lists import PROGRAMME, Row, checked, everything, undone

pytestmark = pytest.mark.django_db
NAMES = ("amira", "ben", "clara", "dora", "emil", "farid", "greta", "hanna")
CELLS: dict[str, st.SearchStrategy[str]] = {
    "name": st.sampled_from(["", "New Name", "Amira Haddad"]),
    "level": st.sampled_from(["", "2", "3", "5"]),
    "years": st.sampled_from(["", "5", "7.5"]),
    "languages": st.sampled_from(["", "de;en", "en"]),
    "unit": st.sampled_from(["", "Platform", "Field sales"]),
    "offers": st.sampled_from(["", "sk_presenting:3", "sk_presenting", "Excel:1;sk_data:2"]),
    "wishes": st.sampled_from(["", "sk_negotiating:1", "Python"]),
    "directions": st.sampled_from(["", "cd_people_lead", "cd_expert;cd_people_lead"]),
    "style": st.sampled_from(["", "1;2;3;4;5;1"]),
    "timezone": st.sampled_from(["", "Europe/Berlin", "Asia/Tokyo"]),
    "slots": st.sampled_from(["", "Mon 09:00-13:00", "Tue 09:00-10:00;Tue 10:00-11:00"]),
    "mode": st.sampled_from(["", "onsite", "flexible"]),
    "trio": st.sampled_from(["", "yes", "no"]),
    "capacity": st.sampled_from(["", "0", "1", "2"]),
    "reports_from": st.sampled_from(["", "2026-01-01", "2026-12-24"]),
    "reports_until": st.sampled_from(["", "2027-06-30", "2026-12-31"]),
}


@st.composite
def lists(draw: st.DrawFn) -> list[Row]:
    """Up to eight people; whoever stands earlier in NAMES may report to whoever stands later."""
    columns = draw(st.lists(st.sampled_from(sorted(CELLS)), unique=True))
    with_lines = draw(st.booleans())
    found: list[Row] = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        cells: dict[str, Any] = {"email": f"{name}@example.org"}
        cells |= {column: draw(CELLS[column]) for column in columns}
        above = [f"{other}@example.org" for other in NAMES[NAMES.index(name) + 1 :]]
        if with_lines:
            cells["reports_to"] = ";".join(
                draw(st.lists(st.sampled_from(above), unique=True)) if above else []
            )
        found.append(cells)
    known = {row["email"] for row in found} | {f"{name}@example.org" for name in NAMES[:5]}
    for row in found:
        if with_lines:
            row["reports_to"] = ";".join(one for one in row["reports_to"].split(";") if one in known)  # type: ignore[index]
    return found


def world() -> None:
    """Amira and Ben are here, Clara is invited, Dora has left, Emil is invited, Farid is outside."""
    amira, ben, clara, dora, emil, farid = (
        make_person("Amira Haddad"),
        make_person("Ben Vogt", time_zone="Europe/Vienna"),
        make_person("Clara Nowak", state=Person.State.INVITED),
        make_person("Dora Lindner", state=Person.State.LEFT),
        make_person("", email="emil@example.org", state=Person.State.INVITED),
        make_person("", email="farid@example.org", state=Person.State.OUTSIDE),
    )
    Person.objects.filter(pk__in=[emil.pk, farid.pk]).update(name="")
    make_profile(amira, offers={"sk_presenting": 3})
    make_profile(clara, offers=[], wishes=[], visible=False, facets={"unit": ["Platform"]}, trio=False)
    make_profile(dora)
    make_reporting_line(amira, ben)
    make_exclusion(amira, farid)


def apply(rows: list[Row], at: Any, group: Any) -> PeopleImport | None:
    one = checked(*rows, at=at, group=group)
    return apply_import(import_id=one.pk, by=None, at=at) if one.state == "checked" else None


@settings(max_examples=40)
@given(first=lists(), elsewhere=lists(), second=lists(), days=st.integers(0, 60))
def test_undo_leaves_everything_as_it_was(
    first: list[Row], elsewhere: list[Row], second: list[Row], days: int
) -> None:
    later = AT + timedelta(days=days)
    with transaction.atomic():
        world()
        apply(first, AT, None)
        apply(elsewhere, AT, PROGRAMME)
        before = everything()
        one = apply(second, later, None)
        if one:
            undone(one, later + timedelta(minutes=9))
        assert everything() == before
        transaction.set_rollback(True)


@settings(max_examples=40)
@given(first=lists(), elsewhere=lists(), second=lists(), days=st.integers(0, 60))
def test_applied_twice_is_applied_once(
    first: list[Row], elsewhere: list[Row], second: list[Row], days: int
) -> None:
    later = AT + timedelta(days=days)
    with transaction.atomic():
        world()
        apply(first, AT, None)
        apply(elsewhere, AT, PROGRAMME)
        if apply(second, later, None):
            before = everything()
            again = apply(second, later + timedelta(days=days), None)
            assert again
            assert [again.counts[kind] for kind in ("new", "changed", "gone")] == [0, 0, 0]
            assert everything() == before
        transaction.set_rollback(True)
