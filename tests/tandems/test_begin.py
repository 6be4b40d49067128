"""How a tandem begins, and who may not be one."""

from __future__ import annotations

import pytest

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.models import Pairing
from mutua.tandems.models import Member, Tandem
from tests.factories import make_exclusion, make_person
from tests.tandems.kickoff import begin


def test_start_makes_two_members_with_the_same_rights(amira: Person, ben: Person) -> None:
    tandem = begin(amira, ben)
    assert tandem.state == Tandem.State.FORMING
    assert {field.name for field in Member._meta.get_fields()} == {
        "id", "tandem", "person", "position", "accepted_at", "left_at",
    }  # fmt: skip
    assert set(Pairing.objects.values_list("tandem", flat=True)) == {tandem.id}


def test_start_of_three_pairs_everyone_with_everyone(amira: Person, ben: Person, clara: Person) -> None:
    begin(amira, ben, clara)
    assert Pairing.objects.count() == 3


@pytest.mark.parametrize("number", [1, 4])
def test_start_with_too_few_or_too_many_is_refused(db: None, number: int) -> None:
    with pytest.raises(DomainError, match=r"^size:"):
        begin(*(make_person() for _ in range(number)))


def test_start_along_a_reporting_line_is_refused(amira: Person, farid: Person) -> None:
    with pytest.raises(DomainError, match=r"^not_possible:"):
        begin(amira, farid)
    assert Tandem.objects.count() == 0


def test_start_against_an_exclusion_reads_like_any_other_refusal(
    amira: Person, ben: Person, farid: Person
) -> None:
    make_exclusion(ben, amira)
    with pytest.raises(DomainError) as by_exclusion:
        begin(amira, ben)
    with pytest.raises(DomainError) as by_line:
        begin(amira, farid)
    assert str(by_exclusion.value) == str(by_line.value)


def test_third_tandem_of_a_person_is_refused(amira: Person, ben: Person, clara: Person, emil: Person) -> None:
    begin(amira, ben)
    begin(amira, clara)
    with pytest.raises(DomainError, match=r"^capacity:"):
        begin(amira, emil)


def test_second_tandem_of_the_same_two_is_refused(amira: Person, ben: Person) -> None:
    begin(amira, ben)
    with pytest.raises(DomainError, match=r"^already_paired:"):
        begin(ben, amira)
