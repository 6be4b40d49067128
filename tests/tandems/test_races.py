"""Two people click at once: exactly one outcome, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.programmes.models import Pairing
from mutua.tandems.actions.agreement import propose_agreement, save_mine, save_shared, sign_agreement
from mutua.tandems.models import AgreementPart, AgreementVersion, Signature, Tandem
from mutua.tandems.queries import content_of, signed_by
from tests.conftest import Race
from tests.factories import AT, make_person
from tests.tandems.kickoff import begin, proposed, write_everything

pytestmark = pytest.mark.django_db(transaction=True)


def codes(results: list[object]) -> list[str]:
    return sorted(result.code if isinstance(result, DomainError) else "ok" for result in results)


def test_last_two_signatures_at_once_activate_once(amira: Person, ben: Person, race: Race) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    results = race(
        *(
            lambda person=person: sign_agreement(
                version=version, content_hash=version.content_hash, by=person, at=AT
            )
            for person in (amira, ben)
        )
    )
    assert codes(results) == ["ok", "ok"]
    tandem.refresh_from_db()
    assert tandem.state == Tandem.State.ACTIVE
    assert AgreementVersion.objects.get().state == AgreementVersion.State.SIGNED


def test_double_click_on_sign_signs_once(amira: Person, ben: Person, race: Race) -> None:
    version = proposed(begin(amira, ben), amira, ben)

    def sign() -> Signature:
        return sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)

    assert codes(race(sign, sign, sign)) == ["already_signed", "already_signed", "ok"]
    assert Signature.objects.count() == 1


def test_sign_against_edit_never_leaves_a_signature_on_other_words(
    amira: Person, ben: Person, race: Race
) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)
    race(
        lambda: sign_agreement(version=version, content_hash=version.content_hash, by=amira, at=AT),
        lambda: save_mine(
            tandem=tandem, value={"benefit": "New", "priorities": ["Y"]}, seen=1, by=ben, at=AT
        ),
    )
    first = AgreementVersion.objects.get(number=1)
    if first.state == AgreementVersion.State.SIGNED:  # the signature came first: the edit opened version 2
        assert AgreementVersion.objects.get(number=2).state == AgreementVersion.State.DRAFT
    else:
        assert (first.state, signed_by(first)) == (AgreementVersion.State.DRAFT, set())


def test_two_edits_of_one_text_at_once_keep_exactly_one(amira: Person, ben: Person, race: Race) -> None:
    tandem = begin(amira, ben)
    results = race(
        *(
            lambda person=person: save_shared(
                tandem=tandem, section="together", value={"purpose": person.name}, seen=0, by=person, at=AT
            )
            for person in (amira, ben)
        )
    )
    assert codes(results) == ["changed_meanwhile", "ok"]
    winner = (amira, ben)[[isinstance(result, DomainError) for result in results].index(False)]
    assert content_of(tandem, viewer=amira).together == {"purpose": winner.name}
    assert AgreementPart.objects.count() == 1


def test_two_proposals_at_once_make_one(amira: Person, ben: Person, race: Race) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    results = race(
        *(lambda person=person: propose_agreement(tandem=tandem, by=person, at=AT) for person in (amira, ben))
    )
    assert codes(results) == ["ok", "ok"]
    assert Delivery.objects.count() == 1
    assert AgreementVersion.objects.get().frozen.count() == 3


def test_many_tandems_at_once_never_exceed_two_per_person(amira: Person, race: Race) -> None:
    others = [make_person() for _ in range(4)]
    results = race(*(lambda other=other: begin(amira, other) for other in others))
    assert codes(results) == ["capacity", "capacity", "ok", "ok"]
    assert Pairing.objects.filter(ended_at=None).count() == 2
    assert Tandem.objects.count() == 2


def test_same_two_people_at_once_become_one_tandem(amira: Person, ben: Person, race: Race) -> None:
    assert codes(race(lambda: begin(amira, ben), lambda: begin(ben, amira))) == ["already_paired", "ok"]
