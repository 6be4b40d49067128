"""Applying a list: who is made, what is written, and that a second time changes nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from mutua.outbox.models import Delivery
from tests.factories import AT, make_person
from tests.people.imports.lists import (
    BOSS,
    FULL,
    PROGRAMME,
    applied,
    checked,
    everything,
    lines,
    numbers,
    person,
    row,
    undone,
)

pytestmark = pytest.mark.django_db


def test_new_person_gets_everything_the_list_tells() -> None:
    one = applied(FULL, BOSS)
    assert numbers(one) == (2, 0, 0, 0)
    greta = person("greta")
    assert (greta.name, greta.state, greta.language, greta.time_zone) == (
        "Greta Lind", "invited", "de", "Europe/Vienna",
    )  # fmt: skip
    profile = greta.profile
    assert (profile.level, profile.years, profile.languages) == (3, Decimal("5.5"), ["de", "en"])
    assert (profile.directions, profile.challenges) == (["cd_people_lead"], ["ch_unwritten_rules"])
    assert (profile.style, profile.slots) == ([4, 4, 2, 4, 2, 5], [[0, 540, 660], [3, 840, 960]])
    assert (profile.mode, profile.trio, profile.capacity) == ("remote", True, 2)
    assert profile.facets == {
        "function": ["engineering"], "unit": ["Platform"], "path": ["degree"], "industry": ["energy"],
        "site": ["Leipzig"], "perspective": ["remote"],
    }  # fmt: skip
    assert (profile.visible, profile.shown_at) == (False, None)
    assert {offer.skill: offer.confidence for offer in profile.offers.all()} == {
        "sk_presenting": 3,
        "Excel": 2,
    }
    assert {wish.skill: wish.priority for wish in profile.wishes.all()} == {"sk_negotiating": 3}
    assert lines() == [("greta", "frida", "2026-01-01", "")]
    assert not Delivery.objects.filter(kind="mail").exists()


def test_second_upload_of_the_same_list_changes_nothing() -> None:
    applied(FULL, BOSS)
    before = everything()
    again = checked(FULL, BOSS)
    assert numbers(again) == (0, 0, 2, 0)
    applied(FULL, BOSS)
    assert everything() == before


def test_undo_takes_everything_back() -> None:
    before = everything()
    undone(applied(FULL, BOSS))
    assert everything() == before == {name: [] for name in before}


def test_undo_gives_back_the_dates_of_a_line_that_another_list_told_before() -> None:
    """The other list came first: it does not keep what this one changed of its line."""
    make_person("Ben Vogt")
    make_person("Dora Lindner")
    line = {"reports_to": "dora@example.org"}
    applied(row("ben", **line), group=PROGRAMME)
    before = everything()
    one = applied(row("ben", **line, reports_from="2026-01-01"), group=None, at=AT + timedelta(days=39))
    assert everything() != before
    undone(one, AT + timedelta(days=39, minutes=9))
    assert everything() == before
