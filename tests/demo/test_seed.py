"""What is there after the first start of the demo, and after the second."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mutua.demo.seed import DemoPerson, ensure
from mutua.outbox.models import Delivery
from mutua.people.actions.profile import About, save_about, save_directions, save_skills, save_why
from mutua.people.models import Person, Profile
from mutua.people.queries import Why, profile_of, reporting_relatives
from mutua.programmes.models import Coordination, Invitation, Pairing
from mutua.programmes.queries.suggestions import suggestions_for
from mutua.tandems.models import AgreementVersion, Tandem
from mutua.tandems.queries import tandems_of
from tests.cast import browser_of
from tests.demo.conftest import AT, SEED
from tests.demo.snapshot import everything
from tests.factories import make_person

pytestmark = pytest.mark.django_db

People = dict[str, Person]


def test_links_are_those_of_the_cast(links: list[DemoPerson]) -> None:
    assert [one.name for one in links] == ["Amira", "Ben", "Dora", "Emil", "Oksana", "Clara"]
    assert [one.link.split("/")[:5] for one in links] == [
        ["http:", "", "testserver", "demo", one.name.lower()] for one in links
    ]


def test_second_start_changes_nothing(lindenwerk: People, links: list[DemoPerson]) -> None:
    before = everything()
    assert ensure(seed=SEED, at=AT + timedelta(days=40)) == links
    assert ensure(seed=SEED + 1, at=AT) == links
    assert everything() == before


def test_second_start_beside_somebody_who_came_later_is_fine(
    lindenwerk: People, links: list[DemoPerson]
) -> None:
    make_person("Noor Aziz")
    assert ensure(seed=SEED, at=AT) == links


def test_counts(lindenwerk: People) -> None:
    assert len(lindenwerk) == 300
    assert Profile.objects.filter(visible=True).count() == 254
    assert Counter(Person.objects.values_list("state", flat=True)) == {"active": 280, "invited": 20}
    assert Counter(Tandem.objects.values_list("state", flat=True)) == {"forming": 16, "active": 10}
    assert Counter(Invitation.objects.values_list("state", flat=True)) == {
        "accepted": 26,
        "sent": 6,
        "declined": 2,
    }
    proposed = AgreementVersion.objects.filter(state=AgreementVersion.State.PROPOSED)
    assert [version.signatures.count() for version in proposed] == [1, 1, 1, 1]
    languages = Counter(Person.objects.values_list("language", flat=True))
    assert min(languages["de"], languages["en"]) > 80


def test_no_tandem_along_a_reporting_line(lindenwerk: People) -> None:
    related = [
        pair for pair in Pairing.objects.all() if pair.second_id in reporting_relatives(pair.first_id, AT)
    ]
    assert related == []


def test_amiras_link_signs_in_and_shows_her_next_step(lindenwerk: People, links: list[DemoPerson]) -> None:
    browser = Client()
    page = browser.get(links[0].link.removeprefix("http://testserver"), follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert page.context["request"].user == lindenwerk["Amira Haddad"]
    assert page.context["step"].title == "Say what you can offer and what you want to learn"
    assert "everybody here is invented" in page.content.decode()


def test_directory_has_prefilled_amiras_profile(lindenwerk: People) -> None:
    profile = profile_of(lindenwerk["Amira Haddad"])
    assert (profile.level, profile.years, profile.languages) == (4, 8, ["en", "de", "ar"])
    assert profile.facets == {"function": ["Engineering"], "unit": ["Cloud Platform"], "site": ["Berlin"]}
    assert (list(profile.offers.all()), profile.directions, profile.slots, profile.visible) == (
        [],
        [],
        [],
        False,
    )


def fill_in(
    amira: Person, offers: list[str], wishes: list[str], directions: list[str], slots: list[Any]
) -> None:
    """What Amira may tap in her first five minutes."""
    known = profile_of(amira)
    about = About(
        level=known.level, years=known.years, languages=known.languages, facets=known.facets, slots=slots
    )
    save_why(person=amira, why=Why("why_skill"), by=amira, at=AT)
    save_skills(
        person=amira, offers=dict.fromkeys(offers, 2), wishes=dict.fromkeys(wishes, 2), by=amira, at=AT
    )
    save_directions(person=amira, directions=directions, challenges=["ch_unwritten_rules"], by=amira, at=AT)
    save_about(person=amira, about=about, by=amira, at=AT)


@pytest.mark.parametrize(
    ("offers", "wishes", "directions", "slots"),
    [
        (
            ["sk_presenting", "sk_data", "sk_projects"],
            ["sk_negotiating", "sk_leading"],
            ["cd_people_lead"],
            [],
        ),
        (["sk_data", "sk_writing", "sk_digital"], ["sk_negotiating"], ["cd_people_lead"], [(1, 540, 660)]),
        (["sk_presenting", "sk_process"], ["sk_leading", "sk_networking"], ["cd_strategy"], [(3, 780, 900)]),
        (["sk_projects", "sk_data"], ["sk_leading", "sk_negotiating"], ["cd_expert", "cd_people_lead"], []),
    ],
)
def test_ben_is_suggested_to_a_plausible_amira(
    lindenwerk: People, offers: list[str], wishes: list[str], directions: list[str], slots: list[Any]
) -> None:
    fill_in(lindenwerk["Amira Haddad"], offers, wishes, directions, slots)
    cards = suggestions_for(lindenwerk["Amira Haddad"], at=AT)
    names = [card.id for card in cards]
    assert 5 <= len(names) <= 8
    assert lindenwerk["Ben Vogt"].pk in names
    assert lindenwerk["Farid Rahimi"].pk not in names


def test_ben_is_free_and_has_something_to_choose_from(lindenwerk: People) -> None:
    ben = lindenwerk["Ben Vogt"]
    cards = suggestions_for(ben, at=AT)
    assert len(cards) == 8
    assert len({card.field for card in cards}) > 1
    assert tandems_of(ben) == []
    assert not Invitation.objects.filter(receiver=ben).exists()


def test_emil_and_clara_have_signed_and_meet_in_a_few_days(lindenwerk: People) -> None:
    emil, clara = lindenwerk["Emil Sørensen"], lindenwerk["Clara Nowak"]
    (tandem,) = tandems_of(emil)
    assert tandems_of(clara) == [tandem]
    version = tandem.versions.get()
    signed = {one.person.name for one in version.signatures.filter(voided_at__isnull=True)}
    assert (version.state, signed) == ("signed", {"Emil Sørensen", "Clara Nowak"})
    assert sorted(tandem.meetings.values_list("state", flat=True)) == ["confirmed", "held"]
    following = tandem.meetings.get(state="confirmed").starts_at
    assert AT + timedelta(days=1) < following < AT + timedelta(days=8)


def test_dora_finds_an_agreement_to_sign(lindenwerk: People) -> None:
    dora = lindenwerk["Dora Lindner"]
    assert Coordination.objects.filter(person=dora, ended_at=None).count() == 1
    (room,) = browser_of(dora).get("/").context["rooms"]
    assert room["step"].href == reverse("tandems:version", args=[room["tandem"].id, 1])


def test_oksana_operates_and_takes_no_part(lindenwerk: People) -> None:
    assert lindenwerk["Oksana Bondar"].is_operator
    assert not Profile.objects.filter(person=lindenwerk["Oksana Bondar"]).exists()


def test_outbox_holds_the_mails_of_the_last_day_alone(lindenwerk: People) -> None:
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    assert (waiting.count(), Delivery.objects.count()) == (6, 6)
    assert min(one.created_at for one in waiting) > AT - timedelta(days=2)
