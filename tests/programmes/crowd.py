"""Many people at once who fit Amira, and what a response says without its random parts."""

from __future__ import annotations

import re

from django.http import HttpResponse

from mutua.people.models import Person
from tests.factories import make_profile

FIELDS = ("sales", "nursing", "research")


def crowd(count: int) -> list[Person]:
    """People who can teach Amira negotiating and want to present; their fields take turns."""
    return [
        make_profile(
            offers={"sk_negotiating": 3},
            wishes={"sk_presenting": 3},
            years=6,
            directions=["cd_people_lead"],
            facets={"function": [FIELDS[number % 3]], "unit": [f"Unit {number}"], "site": ["Hamburg"]},
        ).person
        for number in range(count)
    ]


def page(response: HttpResponse) -> str:
    """The whole page without what is new in each: tokens."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'"X-CSRFToken": "\w+"', "", text)
