"""The whole way in a real browser: two newcomers, two languages, a phone and a desktop screen.

From the sign-in page to a signed agreement and a first meeting in both calendars.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from mutua.meetings.models import Meeting
from mutua.people.models import Person
from mutua.tandems.models import Goal, Tandem
from tests.e2e.walker import Walker
from tests.factories import make_person, make_profile

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AMIRA = {
    "why": "why_next_step",
    "offers": ["sk_presenting", "sk_data", "sk_projects"],
    "wishes": ["sk_negotiating", "sk_leading", "sk_delegating"],
    "field": "Engineering",
    "level": "3",
    "years": "8",
}
BEN = {
    "why": "why_give",
    "offers": ["sk_negotiating", "sk_leading", "sk_delegating"],
    "wishes": ["sk_presenting", "sk_projects", "sk_data"],
    "field": "Vertrieb",
    "level": "3",
    "years": "6",
}


@pytest.fixture
def colleagues() -> None:
    """Twelve others, so that the reveal shows real cards; none of them fits better than Ben."""
    for number in range(12):
        person = make_person(f"Colleague{number} Test")
        make_profile(person, offers=["sk_finance"], wishes=["sk_writing"], directions=["cd_expert"], level=3)


def test_two_newcomers_walk_the_whole_way(
    colleagues: None,
    live_server: object,
    screen: Callable[..., BrowserContext],
    keep: Callable[..., None],
    settings: object,
) -> None:
    url = str(live_server)
    for name, language in (("Amira Haddad", "en"), ("Ben Vogt", "de")):
        make_person(name, language=language, state=Person.State.INVITED)
    amira = Walker(
        screen("desktop", locale="en-GB", reduced_motion="reduce"), url, "amira", "amira@example.org", keep
    )
    ben = Walker(
        screen("phone", locale="de-DE", color_scheme="dark", reduced_motion="reduce"),
        url,
        "ben",
        "ben@example.org",
        keep,
    )
    amira.sign_in_by_code()
    ben.sign_in_by_link()
    first_five_minutes(amira, AMIRA)
    first_five_minutes(ben, BEN)
    invite(amira)
    accept(ben)
    plan_the_kick_off(amira, ben)
    agree(amira, ben)
    assert not amira.faults + ben.faults, "\n".join(amira.faults + ben.faults)
    check_the_result(amira, ben)


def first_five_minutes(walker: Walker, who: dict[str, object]) -> None:
    walker.go("/")
    walker.look("03-home")
    walker.click("main .next-step a.button")
    walker.tick("reason", str(who["why"]))
    walker.look("04-why")
    walker.click("main button[name=go][value=next]")
    walker.tick("offers", *who["offers"])  # type: ignore[misc]
    walker.tick("wishes", *who["wishes"])  # type: ignore[misc]
    walker.look("05-skills")
    walker.click("main button[name=go][value=next]")
    walker.tick("directions", "cd_people_lead", "cd_strategy")
    walker.tick("challenges", "ch_unwritten_rules", "ch_visibility")
    walker.look("06-directions")
    walker.click("main button[name=go][value=next]")
    walker.fill(facet_function=str(who["field"]), years=str(who["years"]))
    walker.page.locator("main [name=level]").first.select_option(str(who["level"]))
    walker.tick("languages", "de", "en")
    walker.tick("slots", "Mon 09:00-11:00", "Tue 09:00-11:00", "Thu 13:00-15:00")
    walker.tick("mode", "remote")
    walker.look("07-about")
    walker.click("main button[name=go][value=next]")
    walker.look("08-reveal")
    walker.submit()
    walker.look("09-shown")


def invite(amira: Walker) -> None:
    amira.go("/find/")
    amira.look("10-find")
    card = amira.page.locator("article.person-card", has_text="Ben")
    card.locator("a.button").first.click()
    amira.look("11-compare")
    amira.click("main .actions a.button.primary")
    amira.look("12-compose")
    amira.submit()
    amira.look("13-preview")
    amira.submit()
    amira.look("14-sent")


def accept(ben: Walker) -> None:
    ben.go("/")
    ben.look("10-home")
    ben.go("/find/")
    ben.look("11-find")
    ben.go("/")
    ben.click("main .next-step a.button")
    ben.look("12-invitation")
    ben.click("main form[action$='/accept/'] button")
    ben.look("13-tandem")


def plan_the_kick_off(amira: Walker, ben: Walker) -> None:
    amira.go("/")
    amira.look("15-home")
    amira.click("main .next-step a.button")
    amira.page.locator("main input[name=start]").first.check(force=True)
    amira.look("16-time")
    amira.submit()
    amira.look("17-proposed")
    ben.go("/")
    ben.click("main .next-step a.button")
    ben.look("14-time")
    ben.click("main button[name=answer][value=yes]")
    ben.look("15-confirmed")


def agree(amira: Walker, ben: Walker) -> None:
    tandem = Tandem.objects.get()
    for walker, other in ((amira, "Ben"), (ben, "Amira")):
        walker.go(f"/tandems/{tandem.id}/agreement/")
        walker.look("20-agreement")
        walker.go(f"/tandems/{tandem.id}/agreement/mine/")
        walker.fill(benefit=f"I learn from {other}", priority_1="Lead people well", priority_2="Sleep well")
        walker.look("21-mine")
        walker.submit()
        walker.go(f"/tandems/{tandem.id}/goals/new/?example=gt_presenting")
        walker.look("22-goal")
        walker.submit()
        walker.go(f"/tandems/{tandem.id}/boundaries/")
        walker.tick("bt_salary", "closed" if walker is ben else "open")
        walker.look("23-boundaries")
        walker.submit()
    for walker in (amira, ben):
        walker.go(f"/tandems/{tandem.id}/goals/")
        walker.look("24-goals")
        walker.click("main a[href$='/promise/']")
        walker.fill(text="I rehearse with you and tell you what I saw.")
        walker.look("25-promise")
        walker.submit()
    write_together(amira, tandem)
    ben.go(f"/tandems/{tandem.id}/agreement/frame/")
    ben.look("26-frame")
    ben.submit()
    sign(amira, ben, tandem)


def write_together(amira: Walker, tandem: Tandem) -> None:
    amira.go(f"/tandems/{tandem.id}/agreement/together/")
    amira.fill(
        purpose="To dare more, both of us.", common_different="Both want to lead; one builds, one sells."
    )
    for box in amira.page.locator("main input[name=serves]").all():
        box.check(force=True)
    amira.look("26-together")
    amira.submit()


def sign(amira: Walker, ben: Walker, tandem: Tandem) -> None:
    amira.go(f"/tandems/{tandem.id}/agreement/")
    amira.look("27-complete")
    amira.submit()
    for walker in (amira, ben):
        walker.go("/")
        walker.click("main .next-step a.button")
        walker.page.locator("main input[name=agree]").check(force=True)
        walker.look("28-sign")
        walker.submit()
        walker.look("29-after-signing")


def check_the_result(amira: Walker, ben: Walker) -> None:
    assert Tandem.objects.get().state == Tandem.State.ACTIVE
    assert set(Goal.objects.values_list("state", flat=True)) == {Goal.State.ACTIVE}
    meeting = Meeting.objects.get()
    assert meeting.state == Meeting.State.CONFIRMED
    for walker in (amira, ben):
        [event] = [
            Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
            for mail in walker.mails()
            for part in mail.walk()
            if part.get_content_type() == "text/calendar"
        ]
        assert event.decoded("dtstart") == meeting.starts_at
        assert str(event["uid"]).startswith(str(meeting.id))
