"""Where the pages of finding are, and what is typed into the form for somebody one knows."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

FIND = reverse("programmes:find")
KNOWN = reverse("programmes:invite-known")
WORDS = {
    "invitee": "Ben",
    "worked": "our project on the new website",
    "offer": "Presenting",
    "wish": "Negotiating",
    "language": "en",
}


def of(name: str, key: UUID) -> str:
    return reverse(f"programmes:{name}", args=[key])
