"""Writing, sending and answering an invitation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from mutua import vault
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.programmes import rules
from mutua.programmes.actions import invitation as actions
from mutua.programmes.actions.pairing import record_pairing
from mutua.programmes.queries.invitations import (
    invitation_for,
    letter_of,
    received_by,
    sent_by,
)
from tests.factories import AT, make_exclusion, make_person
from tests.programmes.invited import LATER, LETTER, MARKER, code_of, draft, invitation_in, mails, sent


def test_draft_is_for_its_sender_alone(amira, ben):
    one = draft(amira, ben)
    assert letter_of(one, amira) == LETTER
    with pytest.raises(vault.NotAReader):
        letter_of(one, ben)
    with pytest.raises(Http404):
        invitation_for(ben, one.pk)
    assert mails() == []


def test_second_draft_to_the_same_person_replaces_the_first(amira, ben):
    first = draft(amira, ben)
    second = draft(amira, ben, letter=LETTER.with_body("Again"))
    assert (second.pk, letter_of(second, amira).body) == (first.pk, "Again")


def test_draft_without_a_why_is_refused(amira, ben):
    refused = code_of(
        actions.draft_invitation, receiver=ben, template="inv_same_goal", letter=LETTER, by=amira, at=AT
    )
    assert refused == "why_first"


def test_draft_along_a_reporting_line_is_refused(amira, farid):
    assert code_of(draft, amira, farid) == "reporting_line"
    assert code_of(draft, farid, amira) == "reporting_line"


def test_draft_to_a_running_partner_is_refused(amira, ben):
    record_pairing(tandem=amira.pk, people=[amira, ben], at=AT)
    assert code_of(draft, amira, ben) == "already_paired"


def test_draft_to_oneself_is_refused(amira):
    assert code_of(draft, amira, amira) == "oneself"


def test_draft_while_one_is_open_is_refused(amira, ben):
    sent(amira, ben)
    assert code_of(draft, amira, ben) == "already_open"
    assert code_of(draft, ben, amira) == "they_invited_you"


def test_draft_after_the_old_one_ran_out_is_possible_before_the_job_ran(amira, ben):
    old = sent(amira, ben)
    new = draft(amira, ben, at=AT + timedelta(days=15))
    old.refresh_from_db()
    assert (old.state, new.state) == ("expired", "draft")


def test_edit_changes_the_words_and_keeps_the_benefit(amira, ben):
    edited = actions.edit_invitation(invitation=draft(amira, ben), body="Shorter", by=amira, at=AT)
    assert letter_of(edited, amira) == LETTER.with_body("Shorter")


def test_edit_after_sending_is_refused(amira, ben):
    one = sent(amira, ben)
    assert code_of(actions.edit_invitation, invitation=one, body="x", by=amira, at=AT) == "not_a_draft"


def test_sent_invitation_is_open_for_fourteen_days_and_mails_no_word_of_it(amira, ben):
    one = sent(amira, ben)
    assert (one.state, one.expires_at) == ("sent", AT + timedelta(days=14))
    assert letter_of(one, ben) == LETTER
    assert list(received_by(ben, at=LATER)) == [one]
    assert mails() == [("ben@example.org", "Jemand möchte mit dir lernen")]
    payload = str(Delivery.objects.get().payload)
    assert (MARKER in payload, "Amira" in payload, f"/invitations/{one.pk}/" in payload) == (
        False,
        False,
        True,
    )


def test_nobody_else_may_send(amira, ben, clara):
    assert code_of(actions.send_invitation, invitation=draft(amira, ben), by=clara, at=AT) == "not_open"


def test_sixth_open_invitation_is_refused(amira):
    for _number in range(rules.MOST_OPEN):
        sent(amira, make_person())
    assert code_of(sent, amira, make_person()) == "too_many_open"


def test_eleventh_invitation_of_a_day_is_refused(amira):
    for _number in range(rules.MOST_A_DAY):
        actions.withdraw_invitation(invitation_id=sent(amira, make_person()).pk, by=amira, at=AT)
    assert code_of(sent, amira, make_person()) == "too_many_today"
    assert sent(amira, make_person(), at=AT + timedelta(hours=25)).state == "sent"


def test_talk_first_keeps_it_open_and_tells_the_sender(amira, ben):
    one = actions.chat_first(invitation_id=sent(amira, ben).pk, by=ben, at=LATER)
    assert (one.state, one.expires_at) == ("chat_first", LATER + timedelta(days=14))
    assert letter_of(one, amira).reply == "rep_chat_first"
    assert mails()[-1] == ("amira@example.org", "There is an answer to your invitation")


def test_decline_tells_the_chosen_words_and_nothing_else(amira, ben):
    one = actions.decline_invitation(invitation_id=sent(amira, ben).pk, reply="rep_no_time", by=ben, at=LATER)
    assert letter_of(one, amira).reply == "rep_no_time"
    assert [row.status for row in sent_by(amira, at=LATER)] == ["not this time"]
    assert mails()[-1] == ("amira@example.org", "There is an answer to your invitation")


def test_decline_with_words_of_a_yes_is_refused(amira, ben):
    one = sent(amira, ben)
    refused = code_of(actions.decline_invitation, invitation_id=one.pk, reply="rep_yes", by=ben, at=LATER)
    assert refused == "unknown_reply"


def test_take_accepts_and_closes_all_others_between_the_two(amira, ben, clara):
    back, other = draft(ben, amira), sent(clara, ben)
    taken = actions.take_invitation(invitation_id=sent(amira, ben).pk, by=ben, at=LATER)
    back.refresh_from_db()
    other.refresh_from_db()
    assert (taken.state, back.state, other.state) == ("accepted", "withdrawn", "sent")


def test_every_answer_reaches_the_sender_in_the_same_words(amira, ben):
    answers = [
        lambda one: actions.take_invitation(invitation_id=one.pk, by=ben, at=LATER),
        lambda one: actions.decline_invitation(invitation_id=one.pk, reply="rep_no_time", by=ben, at=LATER),
        lambda one: actions.chat_first(invitation_id=one.pk, by=ben, at=LATER),
    ]
    told = []
    for answer in answers:
        one = sent(amira, ben)
        Delivery.objects.all().delete()
        answer(one)
        told.append(
            list(Delivery.objects.values_list("recipient", "payload__subject", "payload__paragraphs"))
        )
        one.delete()
    assert told[0] == told[1] == told[2]
    assert [to for to, _subject, _words in told[0]] == [amira.email]


def test_take_by_the_sender_or_a_stranger_is_not_found(amira, ben, clara):
    one = sent(amira, ben)
    for person in (amira, clara):
        with pytest.raises(Http404):
            actions.take_invitation(invitation_id=one.pk, by=person, at=LATER)


def test_take_after_the_last_day_is_refused(amira, ben):
    one = sent(amira, ben)
    late = AT + timedelta(days=14)
    assert code_of(actions.take_invitation, invitation_id=one.pk, by=ben, at=late) == "not_open"


def test_take_with_a_new_reporting_line_is_refused(amira, farid):
    one = invitation_in("sent", amira, farid)
    assert code_of(actions.take_invitation, invitation_id=one.pk, by=farid, at=LATER) == "reporting_line"


def test_withdrawing_takes_back_a_mail_that_has_not_left(amira, ben):
    actions.withdraw_invitation(invitation_id=sent(amira, ben).pk, by=amira, at=AT)
    assert mails() == []


def test_expiry_closes_what_ran_out_and_tells_nobody(amira, ben):
    one = sent(amira, ben)
    before = mails()
    assert actions.expire_invitations(at=AT + timedelta(days=14)) == 1
    one.refresh_from_db()
    assert (one.state, mails()) == ("expired", before)


def test_reminder_leaves_once_three_days_before(amira, ben):
    sent(amira, ben)
    actions.expire_invitations(at=AT + timedelta(days=10))
    assert len(mails()) == 1
    for hours in (1, 2, 3):
        actions.expire_invitations(at=AT + timedelta(days=11, hours=hours))
    assert [to for to, _subject in mails()] == ["ben@example.org", "ben@example.org"]


def test_answered_invitation_is_not_reminded_of(amira, ben):
    actions.chat_first(invitation_id=sent(amira, ben).pk, by=ben, at=LATER)
    count = len(mails())
    actions.expire_invitations(at=LATER + timedelta(days=12))
    assert len(mails()) == count


@pytest.mark.parametrize("owner", ["sender", "receiver"])
def test_exclusion_holds_back_silently(amira, ben, owner):
    make_exclusion(*((amira, ben) if owner == "sender" else (ben, amira)))
    one = sent(amira, ben)
    assert [row.status for row in sent_by(amira, at=LATER)] == ["open"]
    assert (one.state, list(received_by(ben, at=LATER)), mails()) == ("sent", [], [])
    with pytest.raises(vault.NotAReader):
        letter_of(one, ben)
    for answer in (
        lambda: invitation_for(ben, one.pk),
        lambda: actions.take_invitation(invitation_id=one.pk, by=ben, at=LATER),
        lambda: actions.chat_first(invitation_id=one.pk, by=ben, at=LATER),
    ):
        with pytest.raises(Http404):
            answer()
    actions.expire_invitations(at=AT + timedelta(days=12))
    assert mails() == []
    actions.expire_invitations(at=AT + timedelta(days=14))
    assert [row.status for row in sent_by(amira, at=AT + timedelta(days=14))] == ["has run out"]


def test_exclusion_after_the_answer_changes_nothing_about_it(amira, ben):
    one = actions.decline_invitation(invitation_id=sent(amira, ben).pk, reply="rep_no_time", by=ben, at=LATER)
    make_exclusion(amira, ben)
    assert [invitation_for(each, one.pk).state for each in (amira, ben)] == ["declined", "declined"]


@pytest.mark.parametrize("owner", ["sender", "receiver"])
def test_exclusion_after_sending_looks_to_the_receiver_like_a_withdrawal(amira, ben, owner):
    one = sent(amira, ben)
    make_exclusion(*((amira, ben) if owner == "sender" else (ben, amira)))
    assert list(received_by(ben, at=LATER)) == []
    assert (invitation_for(ben, one.pk).state, invitation_for(amira, one.pk).state) == ("withdrawn", "sent")
    for answer in (actions.take_invitation, actions.chat_first):
        assert code_of(answer, invitation_id=one.pk, by=ben, at=LATER) == "not_open"
    refused = code_of(actions.decline_invitation, invitation_id=one.pk, reply="rep_no_time", by=ben, at=LATER)
    assert refused == "not_open"
    actions.expire_invitations(at=AT + timedelta(days=12))
    assert len(mails()) == 1  # the mail that had left before; no reminder


def test_receiver_who_pauses_gets_nothing_and_the_sender_cannot_tell(amira):
    paused = make_person(state=Person.State.PAUSED)
    one = sent(amira, paused)
    assert (one.held_back, mails(), [row.status for row in sent_by(amira, at=LATER)]) == (True, [], ["open"])
