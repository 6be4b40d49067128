"""Whoever gets the databases reads no word of any tandem."""

from __future__ import annotations

import pytest

from mutua.people.models import Person
from tests.dumps import everything, holds
from tests.tandems.kickoff import MARKER, begin, signed_by_all


@pytest.mark.django_db(transaction=True)
def test_dump_of_both_databases_holds_no_word_of_a_tandem(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    version = signed_by_all(tandem, amira, ben)
    content, keys = everything("default"), everything("keys")
    assert holds(content, version.content_hash.encode())  # the control: what is not sealed is found
    assert holds(content, amira.email.encode())
    assert not holds(content + keys, MARKER.encode())
