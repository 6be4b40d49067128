"""Who may invite whom, how often, and by which address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.people.rules import may_join

OPEN_FOR = timedelta(days=14)
REMIND_BEFORE = timedelta(days=3)
MOST_OPEN = 5
MOST_A_DAY = 10
MOST_DRAFTS_A_DAY = 20
MOST_TANDEMS = 2  # invariant 2
LONGEST_TEXT = 2000
REACHABLE = (Person.State.INVITED, Person.State.ACTIVE)


def check_address(email: str, domains: Sequence[str]) -> None:
    """An address outside the allowed domains is refused, known or not: only its domain decides."""
    if domains and not may_join(email, domains):
        raise DomainError(
            "domain",
            _("Please use an address of your organisation. This domain is not among its own."),
            field="email",
        )


def check_has_reflected(*, has_reflected: bool) -> None:
    """S62: whoever asks somebody knows why. One tap is enough, and nobody else sees it."""
    if not has_reflected:
        raise DomainError(
            "why_first", _("First tell yourself why you are looking for someone. It takes a minute.")
        )


def check_not_oneself(sender: Person, receiver: Person) -> None:
    if sender.pk == receiver.pk:
        raise DomainError(
            "oneself", _("This is your own address. Whom else would you like to ask?"), field="email"
        )


def check_no_reporting_line(*, on_line: bool) -> None:
    """Invariant 4. Said openly: who reports to whom is no secret between the two."""
    if on_line:
        raise DomainError(
            "reporting_line",
            _(
                "One of you reports to the other, directly or further up. A tandem needs two equals: "
                "please choose someone outside your reporting line."
            ),
            field="email",
        )


def check_open_limit(open_now: int) -> None:
    if open_now >= MOST_OPEN:
        raise DomainError(
            "too_many_open",
            _("You have %(count)s open invitations. Wait for an answer, or withdraw one first.")
            % {"count": MOST_OPEN},
        )


def check_draft_limit(begun_today: int) -> None:
    if begun_today >= MOST_DRAFTS_A_DAY:
        raise DomainError(
            "too_many_drafts",
            _("You have begun %(count)s invitations today. Go on tomorrow.") % {"count": MOST_DRAFTS_A_DAY},
        )


def check_day_limit(sent_today: int) -> None:
    if sent_today >= MOST_A_DAY:
        raise DomainError(
            "too_many_today",
            _("You have sent %(count)s invitations today. Go on tomorrow.") % {"count": MOST_A_DAY},
        )


def sees_directory(person: Person) -> bool:
    """Whoever takes part now; a pause closes the directory from both sides."""
    return person.state == Person.State.ACTIVE


def is_reachable(receiver: Person) -> bool:
    """Whoever pauses or has left gets no invitations, and the sender is not told (no reason is stored)."""
    return receiver.state in REACHABLE
