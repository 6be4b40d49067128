"""A coordinator takes 300 people of a list from the file to sent proposals in one sitting, in a browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from mutua.demo.invention import invent
from mutua.demo.listing import COLUMNS, row
from mutua.people.models import Person
from mutua.rounds.models import Candidate, Enrolment, Proposal, Round, Seat
from tests.e2e.walker import Walker
from tests.factories import make_person
from tests.rounds.team import make_programme, work_off

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_IMPORTED = {"gladly", "rather_not", "former", "locked_with"}
CASES = [("desktop", "en", {}), ("phone", "de", {"color_scheme": "dark"})]


def people_list(path: Path) -> Path:
    """300 invented people in a file; all of them have room for a tandem."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [name for name in COLUMNS if name not in NOT_IMPORTED])
    writer.writeheader()
    for person in invent(1)[:300]:
        told = {name: cell for name, cell in row(person).items() if name not in NOT_IMPORTED}
        writer.writerow({**told, "capacity": "1"})
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CASES, ids=["desktop-en", "phone-de"])
def test_coordinator_takes_a_list_to_sent_proposals(
    case: tuple[str, str, dict[str, str]],
    live_server: object,
    screen: Callable[..., BrowserContext],
    keep: Callable[..., None],
    tmp_path: Path,
) -> None:
    kind, language, look = case

    def walker(name: str, address: str) -> Walker:
        context = screen(kind, locale=f"{language}-DE", reduced_motion="reduce", **look)
        found = Walker(context, str(live_server), f"{name}-{language}", address, keep)
        found.sign_in_by_code()
        return found

    make_person("Dora Lindner", language=language)
    programme = make_programme(Person.objects.get(email="dora@example.org"))
    dora = walker("dora", "dora@example.org")
    bring_in(dora, programme.pk, people_list(tmp_path / "people.csv"))
    round = plan_and_open(dora, programme.pk)
    ask_for_wishes(dora, round)
    somebody = walker("person", Candidate.objects.order_by("pk").first().person.email)
    mark(somebody, round)
    match_and_review(dora, round)
    answer(somebody)
    faults = dora.faults + somebody.faults
    assert not faults, "\n".join(faults)
    assert Proposal.objects.filter(state=Proposal.State.PROPOSED).count() > 100
    seated = Seat.objects.values("person_id")
    assert not Enrolment.objects.filter(person__in=seated).exclude(state=Enrolment.State.MATCHED).exists()


def bring_in(dora: Walker, programme: object, file: Path) -> None:
    dora.go(f"/programmes/{programme}/people/")
    dora.look("10-upload")
    dora.page.locator("main input[type=file]").set_input_files(file)
    dora.submit()
    dora.look("11-reading")
    work_off(timezone.now())
    apply = dora.page.locator("main form[action$='/apply/'] button")
    apply.wait_for(timeout=40_000)  # the page follows the server by itself
    dora.look("12-dry-run")
    apply.click()
    dora.page.wait_for_load_state("networkidle")
    dora.look("13-applied")
    assert Person.objects.filter(email__endswith=".example").count() == 300


def plan_and_open(dora: Walker, programme: object) -> Round:
    dora.go(f"/programmes/{programme}/rounds/new/")
    dora.fill(title_en="Autumn", title_de="Herbst")
    dora.fill(register_until="2030-01-10", wish_until="2030-01-17", ends_on="2030-07-01")
    dora.look("20-plan")
    dora.submit()
    dora.look("21-planned")
    dora.click(".next-step button")
    round = Round.objects.get()
    dora.go(f"/rounds/{round.pk}/people/")
    dora.look("22-people")
    dora.tick("agreed", "yes")
    dora.click("main form[action$='/enrol/'] button")
    dora.look("23-enrolled")
    assert round.enrolments.filter(state=Enrolment.State.ELIGIBLE).count() > 250
    dora.go(f"/rounds/{round.pk}/preview/")
    dora.look("24-preview")
    return round


def ask_for_wishes(dora: Walker, round: Round) -> None:
    dora.go(f"/rounds/{round.pk}/")
    dora.look("30-board")
    dora.click(".next-step button")
    work_off(timezone.now())
    work_off(timezone.now())  # what the first one wrote is due by now: sign-in mails come after these
    assert Candidate.objects.filter(round=round).count() > 1000


def match_and_review(dora: Walker, round: Round) -> None:
    dora.go(f"/rounds/{round.pk}/run/")
    dora.tick("kinds", "common", "different")
    dora.look("40-run")
    dora.submit()
    dora.look("41-progress")
    work_off(timezone.now())
    choose = dora.page.locator("main form[action$='/choose/'] button").first
    choose.wait_for(timeout=40_000)
    dora.look("42-scenarios")
    choose.click()
    dora.page.wait_for_load_state("networkidle")
    dora.look("50-review")
    dora.page.locator("main a[href^='/review/']").first.click()
    dora.look("51-draft")
    dora.go(f"/rounds/{round.pk}/review/?show=waiting")
    dora.look("52-waiting")
    dora.go(f"/rounds/{round.pk}/review/send/")
    dora.look("60-send")
    dora.submit()
    dora.look("61-sent")


def mark(somebody: Walker, round: Round) -> None:
    somebody.go(f"/rounds/{round.pk}/mine/")
    somebody.look("31-mine")
    somebody.go(f"/rounds/{round.pk}/wishes/")
    somebody.look("32-wishes")
    somebody.click(".marks button")
    somebody.look("33-marked")
    assert Candidate.objects.filter(round=round).exclude(mark="").count() == 1


def answer(somebody: Walker) -> None:
    """A yes; whoever was left over looks at what happens next."""
    somebody.go("/")
    somebody.look("70-home")
    proposal = somebody.page.locator("main a[href^='/proposals/']")
    if proposal.count():
        proposal.first.click()
        somebody.look("71-proposal")
        somebody.click("main form[action$='/yes/'] button")
        somebody.look("72-yes")
