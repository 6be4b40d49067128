"""Whoever reads the database reads no word of an invitation or its answer."""

from __future__ import annotations

import pytest
from django.db import connections

from mutua.programmes.actions.invitation import decline_invitation
from mutua.programmes.models import Invitation
from mutua.programmes.queries.invitations import letter_of
from tests.programmes.invited import LATER, MARKER, sent


def dump() -> bytes:
    """Every value of every table of both databases, as stored."""
    found = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found += [stored(value) for row in cursor.fetchall() for value in row]
    return b"\n".join(found)


def stored(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@pytest.mark.django_db
def test_dump_holds_no_word_of_an_invitation_or_its_answer(amira, ben):
    one = decline_invitation(invitation_id=sent(amira, ben).pk, reply="rep_no_fit", by=ben, at=LATER)
    words = [MARKER, "rep_no_fit", "Dear Ben"]
    assert [word for word in words if word.encode() in dump()] == []
    letter = letter_of(one, amira).to_text()
    assert [word for word in words if word in letter] == words  # nothing of it was lost


@pytest.mark.django_db
def test_dump_would_show_plain_text(amira, ben):
    sent(amira, ben)
    Invitation.objects.update(template=MARKER)
    assert MARKER.encode() in dump()
