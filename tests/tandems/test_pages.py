"""The pages of a tandem: who gets them, what they keep, how much they ask the database."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.programmes.models import Pairing
from mutua.tandems.actions.agreement import save_mine
from mutua.tandems.actions.goals import add_goal
from mutua.tandems.models import AgreementVersion, Goal, Tandem
from mutua.tandems.queries import content_of, version_in_force
from mutua.tandems.urls import urlpatterns
from tests.cast import browser_of
from tests.factories import AT
from tests.tandems.kickoff import MARKER, begin, goal_body, proposed, signed_by_all, write_everything

METHODS = ["get", "post", "put", "patch", "delete", "head", "options"]
PAGES = ["agreement", "mine", "together", "frame", "goals", "new-goal", "boundaries"]


def addresses(tandem: Tandem | None) -> dict[str, str]:
    """Every address of this package, for a tandem with a proposed version and a goal, or for none at all."""
    ids: dict[str, UUID | int] = {
        "tandem_id": tandem.id if tandem else uuid4(),
        "goal_id": Goal.objects.filter(tandem=tandem).order_by("id")[0].id if tandem else uuid4(),
        "number": 1,
        "invitation_id": uuid4(),
        "proposal_id": uuid4(),
    }
    found = {}
    for pattern in urlpatterns:
        wanted = {key: ids[key] for key in pattern.pattern.converters}
        found[str(pattern.name)] = reverse(f"tandems:{pattern.name}", kwargs=wanted)
    return found


def test_every_page_is_unknown_to_everyone_else(
    *, amira: Person, ben: Person, clara: Person, dora: Person, emil: Person, farid: Person, oksana: Person
) -> None:
    tandem = begin(amira, ben)
    proposed(tandem, amira, ben)
    invented = answers(clara, None)
    assert set(invented.values()) <= {404, 405}
    for stranger in (clara, dora, emil, farid, oksana):
        assert answers(stranger, tandem) == invented


def answers(person: Person, tandem: Tandem | None) -> dict[tuple[str, str], int]:
    browser = browser_of(person)
    return {
        (method, name): getattr(browser, method)(url).status_code
        for method in METHODS
        for name, url in addresses(tandem).items()
    }


def test_every_page_sends_the_unknown_to_sign_in(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    proposed(tandem, amira, ben)
    for url in addresses(tandem).values():
        answer = Client().get(url)
        assert (answer.status_code, answer["Location"].startswith(reverse("people:sign-in"))) == (302, True)


def test_members_get_the_same_pages(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    proposed(tandem, amira, ben)
    for person in (amira, ben):
        for name in PAGES:
            assert browser_of(person).get(reverse(f"tandems:{name}", args=[tandem.id])).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_speak_the_language_of_the_reader(amira: Person, ben: Person, language: str) -> None:
    Person.objects.filter(id=amira.id).update(language=language)
    tandem = begin(amira, ben)
    page = browser_of(amira).get(reverse("tandems:boundaries", args=[tandem.id])).content.decode()
    assert ("Pay and negotiation" in page, "Gehalt" in page) == (language == "en", language == "de")


def test_a_whole_kick_off_without_javascript(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    browsers = {person: browser_of(person) for person in (amira, ben)}
    for person, browser in browsers.items():
        _post(browser, tandem, "mine", benefit="I learn", priority_1=f"Lead {person.first_name}")
        goal = {
            "title": "Speak up",
            "need": "Silence",
            "scope": "current_role",
            "weeks": 8,
            "level_0": "Once",
            "level_m1": "A bit",
        }
        _post(browser, tandem, "new-goal", **goal)
        _post(browser, tandem, "boundaries", **_defaults(browser, tandem), new_topic="")
    for goal in Goal.objects.all():
        helper = ben if goal.owner_id == amira.id else amira
        url = reverse("tandems:promise", args=[tandem.id, goal.id])
        assert browsers[helper].post(url, {"can": "yes", "text": "I rehearse with you"}).status_code == 302
    serves = [f"{amira.id}/Lead Amira", f"{ben.id}/Lead Ben"]
    _post(browsers[amira], tandem, "together", purpose="Grow", serves=serves, common_different="Both")
    assert browsers[ben].post(reverse("tandems:propose", args=[tandem.id])).status_code == 302
    version = AgreementVersion.objects.get()
    url = reverse("tandems:version", args=[tandem.id, 1])
    for browser in browsers.values():
        browser.post(url, {"content_hash": version.content_hash, "agree": "on"})
    tandem.refresh_from_db()
    assert (tandem.state, version_in_force(tandem)) == (Tandem.State.ACTIVE, version)


def _post(browser: Client, tandem: Tandem, step: str, **fields: object) -> None:
    answer = browser.post(reverse(f"tandems:{step}", args=[tandem.id]), {"seen": 0, **fields})
    assert answer.status_code == 302, re.findall(r'class="errors?".*?</', answer.content.decode(), re.DOTALL)


def _defaults(browser: Client, tandem: Tandem) -> dict[str, str]:
    form = browser.get(reverse("tandems:boundaries", args=[tandem.id])).context["form"]
    return {topic["id"]: topic["default"] for topic in form.topics}


def test_saving_over_newer_words_shows_both_and_keeps_what_was_typed(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    mine = {"purpose": "Amira wrote this", "common_different": "A"}
    theirs = {"purpose": "Ben wrote this", "common_different": "B"}
    url = reverse("tandems:together", args=[tandem.id])
    browser_of(ben).post(url, {"seen": 0, **theirs})
    answer = browser_of(amira).post(url, {"seen": 0, **mine})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Amira wrote this" in page, "Ben wrote this" in page) == (True, True)
    assert content_of(tandem, viewer=amira).together["purpose"] == "Ben wrote this"
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    browser_of(amira).post(url, {"seen": seen[1], **mine})
    assert content_of(tandem, viewer=amira).together["purpose"] == "Amira wrote this"


def test_wrong_input_keeps_what_was_typed_and_names_the_field(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    answer = browser_of(amira).post(
        reverse("tandems:mine", args=[tandem.id]), {"seen": 0, "benefit": "Something typed"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something typed" in page
    assert list(answer.context["form"].errors) == ["priority_1"]


def test_boundaries_page_does_not_tell_whose_choice_it_was(amira: Person, ben: Person) -> None:
    """Amira closed a topic and Ben opened it, or the other way round: the merged list reads the same."""
    pages = []
    for people in ((amira, ben), (ben, amira)):
        Tandem.objects.all().delete()
        Pairing.objects.all().delete()
        tandem = begin(amira, ben)
        write_everything(tandem, *people)
        merged = browser_of(amira).get(reverse("tandems:boundaries", args=[tandem.id])).context["merged"]
        pages.append([(line.note, line.text, line.who) for line in merged])
    assert pages[0] == pages[1]


def test_second_click_on_a_new_goal_adds_no_second_goal(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    url = reverse("tandems:new-goal", args=[tandem.id])
    goal = {
        "title": "Speak up",
        "need": "x",
        "scope": "next_step",
        "weeks": 8,
        "level_0": "a",
        "level_m1": "b",
    }
    key = browser_of(amira).get(url).context["form"]["key"].value()
    for _click in range(2):
        assert browser_of(amira).post(url, {**goal, "key": key}).status_code == 302
    assert Goal.objects.count() == 1
    assert browser_of(ben).post(url, {**goal, "key": key}).status_code == 422  # not Ben's: told, not taken
    assert Goal.objects.get().owner_id == amira.id


def test_signing_words_that_were_changed_leads_to_the_draft_with_a_sentence(
    amira: Person, ben: Person
) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    url = reverse("tandems:version", args=[tandem.id, 1])
    save_mine(tandem=tandem, value={"benefit": "New", "priorities": ["Y"]}, seen=1, by=amira, at=AT)
    for answer in (
        browser_of(ben).get(url),
        browser_of(ben).post(url, {"content_hash": version.content_hash}),
    ):
        assert (answer.status_code, answer["Location"]) == (
            302,
            reverse("tandems:agreement", args=[tandem.id]),
        )
    assert version.signatures.count() == 0


def test_signing_needs_the_tick(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    url = reverse("tandems:version", args=[tandem.id, 1])
    answer = browser_of(ben).post(url, {"content_hash": version.content_hash})
    assert list(answer.context["form"].errors) == ["agree"]
    assert version.signatures.count() == 0


@pytest.mark.parametrize("name", ["agreement", "goals", "boundaries"])
def test_pages_ask_the_same_number_of_questions_however_much_is_written(
    amira: Person, ben: Person, name: str
) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    browser, url = browser_of(amira), reverse(f"tandems:{name}", args=[tandem.id])
    with (
        CaptureQueriesContext(connections["default"]) as few,
        CaptureQueriesContext(connections["keys"]) as few_keys,
    ):
        browser.get(url)
    for person in (amira, ben, amira, ben):
        add_goal(tandem=tandem, body=goal_body(), by=person, at=AT)
    with (
        CaptureQueriesContext(connections["default"]) as many,
        CaptureQueriesContext(connections["keys"]) as many_keys,
    ):
        browser.get(url)
    assert (len(few), len(few_keys)) == (len(many), len(many_keys))


def test_no_word_of_the_tandem_leaves_by_mail_or_log(
    amira: Person, ben: Person, caplog: pytest.LogCaptureFixture
) -> None:
    signed_by_all(begin(amira, ben), amira, ben)
    told = " ".join(str(delivery.payload) for delivery in Delivery.objects.all())
    assert (MARKER in told, MARKER in caplog.text) == (False, False)
