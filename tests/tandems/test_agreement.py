"""From a draft to an agreement in force: guards, signatures, versions."""

from __future__ import annotations

import pytest
from django.http import Http404

from mutua import vault
from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.tandems.actions.agreement import propose_agreement, save_mine, save_shared, sign_agreement
from mutua.tandems.actions.boundaries import choose_boundaries
from mutua.tandems.actions.goals import change_goal, drop_goal, promise_help, reroute_goal
from mutua.tandems.models import AgreementPart, AgreementVersion, FrozenPart, Goal, Signature, Tandem
from mutua.tandems.queries import (
    content_of,
    frozen_content,
    goals_of,
    open_version,
    signed_by,
    version_in_force,
)
from tests.factories import AT, make_exclusion, make_reporting_line
from tests.tandems.kickoff import MARKER, begin, goal_body, proposed, signed_by_all, write_everything


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, match=f"^{code}:")


def test_sign_by_all_makes_the_tandem_active(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = signed_by_all(tandem, amira, ben)
    assert (tandem.state, version.state) == (Tandem.State.ACTIVE, AgreementVersion.State.SIGNED)
    assert tandem.active_at == AT
    assert {goal.state for goal in Goal.objects.all()} == {Goal.State.ACTIVE}


def test_sign_by_one_leaves_the_tandem_forming(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)
    tandem.refresh_from_db()
    assert tandem.state == Tandem.State.FORMING
    assert signed_by(version) == {ben.id}


def test_propose_while_something_is_missing_is_refused(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    drop_goal(tandem=tandem, goal_id=Goal.objects.get(owner=ben).id, by=ben, at=AT)
    with refused("incomplete"):
        propose_agreement(tandem=tandem, by=amira, at=AT)


def test_propose_tells_the_other_without_a_word_of_content(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    mail = Delivery.objects.get()
    assert (mail.recipient, mail.language) == (ben.email, "de")
    assert mail.payload["subject"] == "Eure Vereinbarung wartet auf dich"
    assert mail.payload["link"] == f"/tandems/{tandem.id}/agreement/versions/{version.number}/"
    assert [word for word in (MARKER, amira.first_name, ben.first_name) if word in str(mail.payload)] == []


def test_edit_voids_signatures_and_the_proposal(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    sign_agreement(version=version, content_hash=version.content_hash, by=amira, at=AT)
    save_mine(tandem=tandem, value={"benefit": "Other", "priorities": ["X"]}, seen=1, by=ben, at=AT)
    version.refresh_from_db()
    assert (version.state, version.content_hash) == (AgreementVersion.State.DRAFT, "")
    assert signed_by(version) == set()
    assert Signature.objects.get().voided_at == AT
    assert FrozenPart.objects.count() == 0
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("edit", ["goal", "promise", "frame"])
def test_every_kind_of_edit_voids_signatures(amira: Person, ben: Person, edit: str) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    sign_agreement(version=version, content_hash=version.content_hash, by=amira, at=AT)
    goal = Goal.objects.get(owner=amira)
    if edit == "goal":
        change_goal(tandem=tandem, goal_id=goal.id, body=goal_body("Lead"), seen=1, by=amira, at=AT)
    elif edit == "promise":
        promise_help(tandem=tandem, goal_id=goal.id, can=True, text="Something else", by=ben, at=AT)
    else:
        save_shared(tandem=tandem, section="frame", value={"cadence": "weekly"}, seen=0, by=ben, at=AT)
    assert signed_by(AgreementVersion.objects.get()) == set()


def test_words_that_an_edit_undid_while_they_were_loaded_are_no_words(amira: Person, ben: Person) -> None:
    version = proposed(begin(amira, ben), amira, ben)
    drop_goal(tandem=version.tandem, goal_id=Goal.objects.filter(owner=ben)[0].id, by=ben, at=AT)
    assert frozen_content(version, viewer=amira) is None


def test_sign_another_hash_is_refused(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    with refused("changed_meanwhile"):
        sign_agreement(version=version, content_hash="0" * 64, by=ben, at=AT)


def test_sign_twice_is_refused(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)
    with refused("already_signed"):
        sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)


def test_sign_of_a_fixed_clause_that_was_changed_is_refused(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    shared = version.frozen.get(author=None)
    content = vault.open(shared.content, viewer=amira.id, purpose="test")
    content["fixed"]["de"]["ag_foundation"] = "Nichts davon."
    shared.content = content
    shared.save(update_fields=["content"])
    with refused("damaged"):
        sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)


@pytest.mark.parametrize("bar", ["line", "line_two_up", "exclusion", "exclusion_of_the_other"])
def test_last_signature_is_refused_for_people_who_may_not_be_paired(
    amira: Person, ben: Person, clara: Person, bar: str
) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    if bar == "line":
        make_reporting_line(amira, ben)
    elif bar == "line_two_up":
        make_reporting_line(ben, clara)
        make_reporting_line(clara, amira)
    else:
        make_exclusion(*((amira, ben) if bar == "exclusion" else (ben, amira)))
    sign_agreement(version=version, content_hash=version.content_hash, by=amira, at=AT)
    with refused("not_possible"):
        sign_agreement(version=version, content_hash=version.content_hash, by=ben, at=AT)
    tandem.refresh_from_db()
    assert tandem.state == Tandem.State.FORMING


def test_siblings_in_one_team_may_sign(amira: Person, ben: Person, clara: Person) -> None:
    tandem = begin(amira, ben)
    make_reporting_line(amira, clara)
    make_reporting_line(ben, clara)
    signed_by_all(tandem, amira, ben)
    assert tandem.state == Tandem.State.ACTIVE


def test_edit_after_signing_opens_the_next_version_and_keeps_the_first(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    first = signed_by_all(tandem, amira, ben)
    save_shared(tandem=tandem, section="frame", value={"cadence": "weekly"}, seen=0, by=ben, at=AT)
    draft = open_version(tandem)
    assert draft is not None
    assert (draft.number, version_in_force(tandem)) == (2, first)
    second = propose_agreement(tandem=tandem, by=ben, at=AT)
    for person in (ben, amira):
        sign_agreement(version=second, content_hash=second.content_hash, by=person, at=AT)
    first.refresh_from_db()
    assert first.state == AgreementVersion.State.SUPERSEDED
    assert frozen_content(first, viewer=amira).frame["cadence"] == "biweekly"
    assert frozen_content(second, viewer=amira).frame["cadence"] == "weekly"


def test_save_over_newer_words_is_refused_and_nothing_is_lost(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    save_shared(tandem=tandem, section="together", value={"purpose": "Amira's"}, seen=0, by=amira, at=AT)
    with refused("changed_meanwhile"):
        save_shared(tandem=tandem, section="together", value={"purpose": "Ben's"}, seen=0, by=ben, at=AT)
    assert content_of(tandem, viewer=ben).together == {"purpose": "Amira's"}


def test_boundaries_tightened_after_signing_hold_at_once_and_keep_the_agreement(
    amira: Person, ben: Person
) -> None:
    tandem = begin(amira, ben)
    version = signed_by_all(tandem, amira, ben)
    holds = choose_boundaries(tandem=tandem, topics={"bt_mistakes": "closed"}, own=[], by=ben, at=AT)
    assert holds["bt_mistakes"] == "closed"
    assert version_in_force(tandem) == version
    assert open_version(tandem) is None


def test_goal_is_changed_by_its_owner_alone(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    goal = Goal.objects.get(owner=amira)
    with refused("not_yours"):
        change_goal(tandem=tandem, goal_id=goal.id, body=goal_body(), seen=1, by=ben, at=AT)
    with refused("own_goal"):
        promise_help(tandem=tandem, goal_id=goal.id, can=True, text="I do it myself", by=amira, at=AT)


def test_changed_goal_asks_for_the_contribution_again(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    goal = Goal.objects.get(owner=amira)
    change_goal(tandem=tandem, goal_id=goal.id, body=goal_body("Lead"), seen=1, by=amira, at=AT)
    [changed] = [one for one in goals_of(tandem, viewer=ben) if one.owner == amira.id]
    assert changed.promises == ()


def test_rerouted_goal_stays_but_leaves_the_agreement(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    write_everything(tandem, amira, ben)
    goal = Goal.objects.get(owner=amira)
    reroute_goal(tandem=tandem, goal_id=goal.id, by=amira, at=AT)
    goal.refresh_from_db()
    assert goal.state == Goal.State.REROUTED
    assert [one.owner for one in goals_of(tandem, viewer=amira)] == [ben.id]


def test_actions_of_a_stranger_find_no_tandem(amira: Person, ben: Person, clara: Person) -> None:
    tandem = begin(amira, ben)
    version = proposed(tandem, amira, ben)
    goal = Goal.objects.get(owner=amira)
    attempts = [
        lambda: save_mine(tandem=tandem, value={}, seen=0, by=clara, at=AT),
        lambda: save_shared(tandem=tandem, section="frame", value={}, seen=0, by=clara, at=AT),
        lambda: choose_boundaries(tandem=tandem, topics={}, own=[], by=clara, at=AT),
        lambda: promise_help(tandem=tandem, goal_id=goal.id, can=True, text="x", by=clara, at=AT),
        lambda: propose_agreement(tandem=tandem, by=clara, at=AT),
        lambda: sign_agreement(version=version, content_hash=version.content_hash, by=clara, at=AT),
    ]
    for attempt in attempts:
        with pytest.raises(Http404):
            attempt()


def test_opening_a_part_as_a_stranger_is_refused_by_the_vault(
    amira: Person, ben: Person, clara: Person, oksana: Person
) -> None:
    write_everything(begin(amira, ben), amira, ben)
    part = AgreementPart.objects.filter(section="together").get()
    for stranger in (clara, oksana):
        with pytest.raises(vault.NotAReader):
            vault.open(part.value, viewer=stranger.id, purpose="test")
