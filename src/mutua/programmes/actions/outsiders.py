"""Addresses of people who are not here are kept no longer than the invitation to them needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from mutua import vault
from mutua.people.models import Exclusion, Person
from mutua.programmes.models import Invitation

KEEP = timedelta(days=14 + 30)  # until it has run out, and 30 days after that (CONTRACT §6.2)


@transaction.atomic
def forget_outsiders(*, at: datetime) -> int:
    """Delete people outside whom nobody has invited lately or keeps apart from; returns how many.

    The letters to them go, too, and the keys of these letters.
    """
    invited = Invitation.objects.filter(created_at__gt=at - KEEP).values("receiver")
    kept_apart = Exclusion.objects.filter(lifted_at__isnull=True).values("other")
    outside = Person.objects.filter(state=Person.State.OUTSIDE)
    gone = list(outside.exclude(id__in=invited).exclude(id__in=kept_apart).values_list("id", flat=True))
    for letter in Invitation.objects.filter(receiver__in=gone).values_list("id", flat=True):
        transaction.on_commit(partial(vault.shred, "invitation", letter))
    Person.objects.filter(id__in=gone).delete()
    return len(gone)
