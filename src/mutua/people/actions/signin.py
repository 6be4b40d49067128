"""Signing in: asking for a mail, sending it, using its link, and the first time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.outbox.actions import enqueue_job
from mutua.people import mails
from mutua.people.models import Person, SignInLink
from mutua.people.queries import open_link, person_by_email
from mutua.people.rules import may_join
from mutua.people.tokens import hash_of, new_token

LINK_LIFETIME = timedelta(minutes=15)
SEND_JOB = "people.send_sign_in_mail"


def request_sign_in(*, email: str, code: str, language: str, at: datetime, welcome: bool = False) -> None:
    """Leave the mail to the worker. Whether the address is known is only asked there, so no one can
    tell from the answer or its time. `welcome`: a stranger may join, as somebody gave them a link."""
    arguments = {"email": email, "code": code, "language": language, "welcome": "yes" if welcome else ""}
    enqueue_job(name=SEND_JOB, arguments=arguments, run_at=at, ref="")


@transaction.atomic
def send_sign_in_mail(arguments: Mapping[str, str], at: datetime) -> None:
    """The worker's part: nothing for strangers and people who left, else one mail with code and link."""
    person = person_by_email(arguments["email"])
    stranger = person is None or person.state == Person.State.OUTSIDE
    invited = bool(arguments.get("welcome")) or may_join(arguments["email"], settings.EMAIL_DOMAINS)
    if stranger and invited:
        person = invite_person(email=arguments["email"], language=arguments["language"], at=at)
    if person is None or not person.is_active:
        return
    token = _create_link(person, at)
    mails.sign_in(person=person, code=arguments["code"], token=token, at=at)


def invite_person(*, email: str, language: str, at: datetime) -> Person:
    """Whoever has this address; for a stranger an account that has not signed in yet."""
    person = keep_address(email=email, language=language, at=at)
    strangers = Person.objects.filter(pk=person.pk, state=Person.State.OUTSIDE)
    if strangers.update(state=Person.State.INVITED, language=language):
        person.state, person.language = Person.State.INVITED, language
    return person


def keep_address(*, email: str, language: str, at: datetime) -> Person:
    """Whoever has this address; for a stranger a person outside, who can neither sign in nor be written to.

    So a sender cannot find out who is here: an invitation to a stranger is kept like any other.
    """
    try:
        with transaction.atomic():
            return person_by_email(email) or Person.objects.create(
                email=email.lower(), language=language, state=Person.State.OUTSIDE, created_at=at
            )
    except IntegrityError:  # someone was faster
        return Person.objects.get(email__iexact=email)


@transaction.atomic
def use_link(*, token: str, at: datetime) -> Person:
    """Use up a link. Raises DomainError("link_over") if it was used, is too old or never was one."""
    link = open_link(token, at)
    won = link and SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=at).update(used_at=at)
    if not link or not won:
        raise DomainError("link_over", _("This link no longer works. Ask for a new one; it takes a moment."))
    return link.person


@transaction.atomic
def note_sign_in(*, person: Person, at: datetime) -> None:
    """The first sign-in makes an invited person active; every sign-in ends all open links."""
    SignInLink.objects.filter(person=person, used_at=None).update(used_at=at)
    if Person.objects.filter(pk=person.pk, state=Person.State.INVITED).update(state=Person.State.ACTIVE):
        person.state = Person.State.ACTIVE


def _create_link(person: Person, at: datetime) -> str:
    token = new_token()
    SignInLink.objects.create(person=person, token_hash=hash_of(token), expires_at=at + LINK_LIFETIME)
    return token
