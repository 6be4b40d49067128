"""The pages of an import, as somebody who coordinates sees them, and that nobody else sees anything."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from mutua.audit.models import Look
from mutua.outbox import work
from mutua.people.imports.models import PeopleImport
from mutua.people.models import Person
from mutua.programmes.models import Programme
from tests.cast import browser_of
from tests.factories import make_exclusion, make_person, make_profile
from tests.people.imports.lists import BOSS, FULL, Row, applied, as_csv, as_xlsx, checked, row
from tests.rounds.team import make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(dora: Person) -> Programme:
    return make_programme(dora)


@pytest.fixture
def coordinator(dora: Person) -> Client:
    Person.objects.filter(pk=dora.pk).update(language="en")
    return browser_of(dora)


def at(programme: Programme, one: PeopleImport | None = None, tail: str = "") -> str:
    return f"/programmes/{programme.pk}/people/" + (f"{one.pk}/{tail}" if one else "")


def upload(coordinator: Client, programme: Programme, content: bytes, name: str = "people.csv") -> Any:
    return coordinator.post(at(programme), {"file": SimpleUploadedFile(name, content)})


def text(coordinator: Client, address: str) -> str:
    response = coordinator.get(address)
    assert response.status_code == 200
    return response.content.decode()


def now_checked(programme: Programme, *rows: Row) -> PeopleImport:
    return checked(*rows, group=programme.pk, at=timezone.now())


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_upload_to_undo_in_the_browser(coordinator: Client, programme: Programme, make: Any) -> None:
    answer = upload(coordinator, programme, make(FULL, BOSS))
    one = PeopleImport.objects.get()
    assert (answer.status_code, answer.url, one.state) == (302, at(programme, one), "reading")
    page = text(coordinator, at(programme, one))
    assert '<meta http-equiv="refresh" content="2">' in page
    assert f'data-live="{at(programme, one, "live/")}"' in page
    assert work.do_due(timezone.now())
    page = text(coordinator, at(programme, one))
    assert "New (2)" in page
    assert "Greta Lind" in page
    assert "Presenting (very well)" in page
    assert not Person.objects.filter(email="greta@example.org").exists()
    coordinator.post(at(programme, one, "apply/"))
    assert Person.objects.filter(email="greta@example.org", state="invited").exists()
    page = text(coordinator, at(programme, one))
    assert "10 more minutes to undo it" in page
    coordinator.post(at(programme, one, "undo/"))
    assert not Person.objects.filter(email="greta@example.org").exists()
    assert "Everything is as it was before" in text(coordinator, at(programme, one))


def test_upload_page_shows_template_columns_and_last_lists(coordinator: Client, programme: Programme) -> None:
    applied(FULL, BOSS, group=programme.pk, at=timezone.now())
    page = text(coordinator, at(programme))
    assert 'people/template.xlsx"' in page
    assert "<code>reports_until</code>" in page
    assert "2 new · 0 changed · 0 gone · 0 unchanged" in page
    assert "in force" in page


def test_refused_list_shows_row_column_value_and_mend(
    coordinator: Client, programme: Programme, dora: Person
) -> None:
    one = now_checked(programme, row("amira", level="12"), row("ben", timezone="Mars"))
    page = text(coordinator, at(programme, one))
    assert "There are 2 problems." in page
    assert "Write one whole number from 1 to 9." in page
    Person.objects.filter(pk=dora.pk).update(language="de")
    page = text(coordinator, at(programme, one))
    assert "Schreibe eine ganze Zahl von 1 bis 9." in page
    assert ">12<" in page
    assert "<code>level</code>" in page


def test_problems_as_csv_run_no_formula(coordinator: Client, programme: Programme) -> None:
    one = now_checked(programme, row("amira", level="=1+1"), row("ben", level="@x"))
    answer = coordinator.get(at(programme, one, "problems.csv"))
    assert answer["Content-Disposition"] == 'attachment; filename="problems.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[:3] for line in rows] == [
        ["Row", "Column", "What stands there"],
        ["2", "level", "'=1+1"],
        ["3", "level", "'@x"],
    ]


def test_templates_can_be_downloaded(coordinator: Client, programme: Programme) -> None:
    written = coordinator.get(at(programme) + "template.csv").content.decode("utf-8-sig").splitlines()
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(coordinator.get(at(programme) + "template.xlsx").content)
    )
    people, columns = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert written[0].split(",") == people[0]
    assert [len(written), len(people)] == [3, 3]
    assert [
        "email",
        "Required, once per person. By this address people are known again and sign in.",
    ] in columns
    assert coordinator.get(at(programme) + "template.exe").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 5_000_001, "The file is larger than 5 MB."),
        (b"x" * 5_300_000, "The file is larger than 5 MB."),
        (None, "No file was submitted"),
    ],
)
def test_upload_that_cannot_be_kept_is_told(
    coordinator: Client, programme: Programme, content: bytes | None, words: str
) -> None:
    answer = upload(coordinator, programme, content) if content else coordinator.post(at(programme), {})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page or "This field is required." in page
    assert not PeopleImport.objects.exists()


def test_second_click_on_apply_leads_back_without_harm(coordinator: Client, programme: Programme) -> None:
    one = now_checked(programme, FULL, BOSS)
    for _click in range(2):
        answer = coordinator.post(at(programme, one, "apply/"))
        assert (answer.status_code, answer.url) == (302, at(programme, one))
    assert Person.objects.filter(email="greta@example.org").count() == 1


def test_cancelled_list_is_forgotten(coordinator: Client, programme: Programme) -> None:
    one = now_checked(programme, FULL, BOSS)
    assert coordinator.post(at(programme, one, "cancel/")).url == at(programme)
    one.refresh_from_db()
    assert (one.state, one.rows, one.plan, one.name) == ("cancelled", [], {}, "")
    assert "This list is forgotten" in text(coordinator, at(programme, one))


def test_recheck_after_another_list_was_applied(coordinator: Client, programme: Programme) -> None:
    first, second = now_checked(programme, row("amira")), now_checked(programme, row("ben"))
    coordinator.post(at(programme, first, "apply/"))
    answer = coordinator.post(at(programme, second, "apply/"), follow=True)
    assert "Meanwhile another list was applied or undone." in answer.content.decode()
    coordinator.post(at(programme, second, "recheck/"))
    work.do_due(timezone.now())
    assert "Gone (1)" in text(coordinator, at(programme, second))
    coordinator.post(at(programme, second, "apply/"))
    second.refresh_from_db()
    assert second.state == "applied"


@pytest.mark.parametrize("tail", ["", "live/", "problems.csv"])
def test_import_is_there_for_coordinators_of_the_programme_alone(
    programme: Programme, tail: str, oksana: Person, amira: Person
) -> None:
    one = now_checked(programme, FULL, BOSS)
    other = make_person("Olga Other")
    elsewhere = make_programme(other)
    for person in (oksana, amira, other):
        assert browser_of(person).get(at(programme, one, tail)).status_code == 404
        assert browser_of(person).get(at(elsewhere, one, tail)).status_code == 404
        assert browser_of(person).get(at(programme)).status_code == 404
        for verb in ("apply", "undo", "recheck", "cancel"):
            assert browser_of(person).post(at(programme, one, f"{verb}/")).status_code == 404
            assert browser_of(person).post(at(elsewhere, one, f"{verb}/")).status_code == 404
    one.refresh_from_db()
    assert one.state == "checked"


def test_unknown_import_and_kind_are_not_found(coordinator: Client, programme: Programme) -> None:
    one = now_checked(programme, FULL, BOSS)
    assert coordinator.get(f"{at(programme)}{uuid4()}/").status_code == 404
    assert coordinator.get(at(programme, one) + "?show=everything").status_code == 404


def test_page_never_shows_exclusions_marks_or_what_people_wrote(
    coordinator: Client, programme: Programme, amira: Person, ben: Person
) -> None:
    make_exclusion(amira, ben)
    profile = make_profile(make_person("Tess Own"), facets={"unit": ["Secret unit of her own"]})
    one = now_checked(
        programme,
        {**row("amira"), "rather_not": "MARKER-apart@example.org", "gladly": "MARKER-gladly", "unit": "X"},
        {**row("tess"), "rather_not": "", "gladly": "", "unit": "Unit of the list"},
    )
    pages = [
        text(coordinator, at(programme, one) + f"?show={kind}")
        for kind in ("new", "changed", "gone", "unchanged")
    ]
    pages.append(coordinator.get(at(programme, one, "problems.csv")).content.decode())
    assert not any("MARKER" in page or "Secret unit" in page for page in pages)
    assert "kept: changed by the person" in pages[1]
    stored = str(
        PeopleImport.objects.filter(pk=one.pk).values("rows", "plan", "problems", "content", "before")
    )
    assert "MARKER" not in stored
    assert profile.person_id


def test_page_is_the_same_for_an_address_that_somebody_keeps_apart(
    coordinator: Client, programme: Programme, amira: Person
) -> None:
    """An address outside is new, like one that nobody knows."""

    def table() -> str:
        words = text(coordinator, at(programme, now_checked(programme, row("zoe", name="Zoe Zimmer"))))
        return words[words.index("<tbody>") : words.index("</tbody>")]

    without = table()
    make_exclusion(amira, make_person("", email="zoe@example.org", state=Person.State.OUTSIDE))
    assert table() == without


def test_dry_run_is_written_down_for_the_people_it_shows(
    coordinator: Client, programme: Programme, amira: Person, dora: Person
) -> None:
    one = now_checked(programme, row("amira", unit="Sales"), row("newcomer"))
    text(coordinator, at(programme, one) + "?show=changed")
    look = Look.objects.get()
    assert (look.person, look.entry.by, look.entry.place) == (amira.pk, dora.pk, programme.pk)
    assert "what a list of your organisation says about you" in text(browser_of(amira), "/me/looks/")


def test_minutes_to_undo_run_out(coordinator: Client, programme: Programme) -> None:
    applied(FULL, BOSS, group=programme.pk, at=timezone.now() - timedelta(minutes=9, seconds=30))
    one = PeopleImport.objects.get()
    assert "1 more minute to undo it" in text(coordinator, at(programme, one))
    PeopleImport.objects.update(applied_at=timezone.now() - timedelta(minutes=10))
    assert "undo-2" not in text(coordinator, at(programme, one))
    answer = coordinator.post(at(programme, one, "undo/"), follow=True)
    assert "The ten minutes are over." in answer.content.decode()
    assert Person.objects.filter(email="greta@example.org").exists()


@pytest.mark.parametrize("count", [1, 30, 3_000])
def test_pages_take_the_same_queries_for_any_number_of_people(
    coordinator: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    rows = [row(f"person{number}", unit="A") for number in range(count)]
    applied(*rows, group=programme.pk, at=timezone.now())
    changed = now_checked(programme, *({**one, "unit": "B"} for one in rows))
    new = now_checked(programme, *(row(f"new{number}") for number in range(count)))
    refused = now_checked(programme, *({**one, "level": "x"} for one in rows))
    noted = 13 if connection.vendor == "postgresql" else 12  # the audit's chain is locked there
    for address, queries in (
        (at(programme), 4),
        (at(programme, new) + "?show=new", 7),
        (at(programme, new) + "?show=gone&page=2", noted),
        (at(programme, changed) + "?show=changed", noted),
        (at(programme, refused), 5),
    ):
        with django_assert_num_queries(queries):
            assert coordinator.get(address).status_code == 200
