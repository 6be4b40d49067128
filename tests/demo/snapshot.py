"""All of the demo that anybody can see, to compare two of them."""

from __future__ import annotations

from typing import Any

from mutua.meetings.models import Meeting
from mutua.outbox.models import Delivery
from mutua.people.models import Offer, Person, Profile, Wish
from mutua.programmes.models import Invitation, Pairing
from mutua.tandems.models import AgreementVersion, Tandem
from mutua.tandems.queries import content_of


def everything() -> dict[str, Any]:
    """Without what is different on purpose: random ids and keys."""
    return {
        "people": list(Person.objects.order_by("id").values()),
        "profiles": list(Profile.objects.order_by("person_id").values()),
        "skills": [
            sorted(model.objects.values_list("profile_id", "skill", weight))
            for model, weight in ((Offer, "confidence"), (Wish, "priority"))
        ],
        "invitations": sorted(
            Invitation.objects.values_list("sender__email", "receiver__email", "state", "sent_at")
        ),
        "tandems": sorted(
            Pairing.objects.values_list("first__email", "second__email", "began_at", "ended_at")
        ),
        "versions": sorted(
            AgreementVersion.objects.values_list("state", "created_at", "revision").order_by("created_at")
        ),
        "meetings": sorted(
            Meeting.objects.values_list("facilitator__email", "state", "created_at", "format", "proposal")
        ),
        "yeses": sorted(Meeting.objects.values_list("yeses__person__email", "yeses__at")),
        "mails": sorted(Delivery.objects.values_list("recipient", "kind", "created_at")),
        "purposes": sorted(
            content_of(tandem, viewer=tandem.members.first().person).together.get("purpose", "")
            for tandem in Tandem.objects.all()
        ),
    }
