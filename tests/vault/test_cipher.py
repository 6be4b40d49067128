from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutua.vault import cipher
from mutua.vault.cipher import Address, Scope
from mutua.vault.errors import DamagedContent

SECRET, KEY_ID = bytes(range(32)), uuid4()
HERE = Address("goal", UUID(int=1), "text", Scope("tandem", UUID(int=2), UUID(int=3)), 1)
ELSEWHERE = {
    "table": HERE._replace(table="promise"),
    "row": HERE._replace(row=UUID(int=9)),
    "column": HERE._replace(column="title"),
    "scope": HERE._replace(scope=HERE.scope._replace(id=UUID(int=9))),
    "author": HERE._replace(scope=HERE.scope._replace(author=UUID(int=9))),
    "no author": HERE._replace(scope=HERE.scope._replace(author=None)),
    "version": HERE._replace(version=2),
}


def seal(payload: bytes = b"secret") -> bytes:
    return cipher.seal(SECRET, KEY_ID, HERE, payload)


@given(st.binary(max_size=2000))
def test_content_comes_back_at_its_address(payload: bytes) -> None:
    assert cipher.unseal(SECRET, HERE, seal(payload)) == payload


@pytest.mark.parametrize("there", ELSEWHERE.values(), ids=ELSEWHERE)
def test_content_moved_to_another_address_is_refused(there: Address) -> None:
    with pytest.raises(DamagedContent):
        cipher.unseal(SECRET, there, seal())


def test_content_with_any_bit_flipped_is_refused_except_in_the_key_id_that_only_names_the_key() -> None:
    sealed = seal()
    opened = []
    for place in range(len(sealed)):
        for bit in range(8):
            flipped = bytearray(sealed)
            flipped[place] ^= 1 << bit
            try:
                cipher.unseal(SECRET, HERE, bytes(flipped))
            except DamagedContent:
                continue
            opened.append(place)
    assert set(opened) == set(range(2, 18))
    assert cipher.key_id_of(sealed) == KEY_ID


def test_content_cut_short_anywhere_is_refused() -> None:
    sealed = seal()
    for length in range(len(sealed)):
        with pytest.raises(DamagedContent):
            cipher.unseal(SECRET, HERE, sealed[:length])


@pytest.mark.parametrize("start", [b"\x00\x01", b"\x02\x01", b"\x01\x02", b"\x01\x00"])
def test_content_of_an_unknown_format_or_scheme_is_refused(start: bytes) -> None:
    with pytest.raises(DamagedContent):
        cipher.key_id_of(start + seal()[2:])


def test_content_under_another_key_is_refused() -> None:
    with pytest.raises(DamagedContent):
        cipher.unseal(bytes(32), HERE, seal())


@pytest.mark.parametrize(("length", "blocks"), [(0, 1), (252, 1), (253, 2), (508, 2), (509, 3)])
def test_length_of_content_is_hidden_up_to_256_bytes(length: int, blocks: int) -> None:
    assert len(seal(b"x" * length)) == 2 + 16 + 12 + 256 * blocks + 16


def test_same_content_twice_looks_different() -> None:
    assert seal() != seal()


def test_joined_parts_keep_their_borders() -> None:
    assert cipher.joined(b"ab", b"c") != cipher.joined(b"a", b"bc")
    assert cipher.joined(b"ab") == b"\x00\x00\x00\x02ab"
