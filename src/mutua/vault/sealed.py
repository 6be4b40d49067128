"""What one holds of a confidential text before it is opened: something that prints as <sealed>."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from mutua.vault.cipher import Address

if TYPE_CHECKING:
    from django.db.models import Model

    from mutua.vault.fields import SealedField

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Plain:
    """Assigned, but not yet saved; sealed for the row when the row is written."""

    field: SealedField[Any, Any]
    payload: bytes
    row: Model
    replaces: int | None  # the version of the row that this changes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Stored:
    """As it is in the database, with the address the row had when it was read (None: read without a row)."""

    field: SealedField[Any, Any]
    blob: bytes
    address: Address | None


class Sealed(Generic[T_co]):
    """A confidential value of type T. Only `vault.open` makes it readable.

    The one attribute begins with an underscore, because templates refuse those.
    """

    __slots__ = ("_contents",)

    def __init__(self, contents: Plain | Stored) -> None:
        self._contents = contents

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    def __format__(self, format_spec: str) -> str:
        return "<sealed>"

    def __copy__(self) -> Sealed[T_co]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Sealed[T_co]:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("Sealed content is not pickled, cached or sent elsewhere; open it with vault.open.")


def contents(sealed: Sealed[Any]) -> Plain | Stored:
    """For the vault itself."""
    return sealed._contents  # noqa: SLF001


def placed(sealed: Sealed[Any], address: Address) -> Sealed[Any]:
    """The same stored content, now that the address of its row is known."""
    stored = cast("Stored", contents(sealed))
    return Sealed(Stored(stored.field, stored.blob, address))
