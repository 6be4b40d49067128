"""Blind help: a prepared hint to exactly those tandems that could use it. Nobody learns which they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.insights.health import NUDGED, Stage, health, stages_of
from mutua.outbox.actions import enqueue_job, enqueue_mail
from mutua.outbox.texts import MailText
from mutua.people.models import Person
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.models import Nudge, Round
from mutua.tandems.models import Member

NUDGE_JOB = "insights.nudge"
PAUSE = timedelta(days=14)

BLIND = _("Nobody sees who gets this mail, neither do those who sent it.")
TEXTS: Mapping[Stage, MailText] = {
    Stage.NO_FIRST_DATE: MailText(
        subject=_("A first date for your tandem"),
        paragraphs=[
            _("The first date is often the hardest. Mutua shows when you are all free."),
            BLIND,
        ],
        button=_("Find a time"),
    ),
    Stage.NOT_SIGNED: MailText(
        subject=_("Your agreement, in ten minutes"),
        paragraphs=[
            _("Most of it is filled in already. Go through it together at your next meeting, then sign."),
            BLIND,
        ],
        button=_("To our agreement"),
    ),
    Stage.NO_NEXT_DATE: MailText(
        subject=_("A next date for your tandem?"),
        paragraphs=[
            _("Tandems with a next date stay alive. If you would rather pause, that is fine, too."),
            BLIND,
        ],
        button=_("Find a time"),
    ),
}


@transaction.atomic
def send_nudge(*, round: Round, stage: Stage, by: Person, at: datetime) -> None:
    """Let the worker write to the tandems of a stage. Raises DomainError: not_yours, too_few, too_soon."""
    locked = locked_round(round, by)
    told = {cell.stage for cell in health(locked, at=at).cells if cell.may_nudge}
    if stage not in NUDGED or stage not in told:
        raise DomainError("too_few", _("There are too few such tandems: a hint would point at them."))
    if Nudge.objects.filter(round=locked, stage=stage, at__gt=at - PAUSE).exists():
        raise DomainError("too_soon", _("This hint was sent less than two weeks ago. Let it work first."))
    sent = Nudge.objects.create(round=locked, stage=stage, by=by, at=at)
    enqueue_job(name=NUDGE_JOB, arguments={"nudge": sent.pk}, run_at=at, ref=f"nudge/{sent.pk}")


def write_nudges(nudge: Nudge, *, at: datetime) -> None:
    """The worker's part: a mail to each member of each tandem of that stage."""
    stages = stages_of(nudge.round, at=at)
    tandems = [tandem for tandem, stage in stages.items() if stage == nudge.stage]
    members = Member.objects.filter(tandem__in=tandems, left_at__isnull=True).select_related("person")
    for member in members:
        enqueue_mail(
            to=member.person.email,
            language=member.person.language,
            template=TEXTS[Stage(nudge.stage)],
            context={"link": reverse("home:home")},
            at=at,
            ref=f"nudge/{nudge.pk}/{member.pk}",
        )
