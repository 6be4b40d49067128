"""From the bytes of a file to the dry run: everything that is wrong, or everything that would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from mutua.matching.problems import PoolProblems, Problem
from mutua.people.imports.comparing import compare, in_force
from mutua.people.imports.known import with_account
from mutua.people.imports.listed import Listed, read_rows
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.plan import Entry
from mutua.people.imports.references import addresses_named, resolved
from mutua.people.imports.tables import table_of
from mutua.people.imports.words import is_notice
from mutua.people.rules import may_join

Phase = PeopleImport.Phase
Tell = Callable[[Phase, float], None]
"""The phase, and how much of all phases together is done, 0 to 1."""


@dataclass(frozen=True)
class Checked:
    """What is wrong, by row; and, unless something is to be mended, the people and what would change."""

    problems: Sequence[Problem]
    listed: Sequence[Listed] = ()
    entries: Sequence[Entry] = ()
    basis: UUID | None = None

    @property
    def is_right(self) -> bool:
        """Whether there is nothing to mend; notices do not count."""
        return all(map(is_notice, self.problems))


def check(content: bytes, group: UUID | None, today: date, tell: Tell) -> Checked:
    """Read a file and compare it. Writes nothing."""
    tell(Phase.READING, 0.0)
    try:
        table = table_of(content)
    except PoolProblems as wrong:
        return Checked(wrong.problems)
    tell(Phase.CHECKING, 0.2)
    rows, problems = read_rows(table, lambda share: tell(Phase.CHECKING, 0.2 + 0.4 * share))
    listed, unknown = resolved(rows, with_account(addresses_named(rows)))
    problems += [*unknown, *_from_elsewhere(listed)]
    if not all(map(is_notice, problems)):
        return Checked(_by_row(problems))
    return compared(listed, group, today, tell, problems)


def compared(
    listed: Sequence[Listed], group: UUID | None, today: date, tell: Tell, problems: Sequence[Problem]
) -> Checked:
    """Compare people that were read before. Problems: these, and circles of reporting lines."""
    tell(Phase.COMPARING, 0.6)
    basis = in_force(group)
    comparison = compare(listed, group, today)
    tell(Phase.COMPARING, 0.9)
    told = _by_row([*problems, *comparison.circles])
    return Checked(told, listed, comparison.entries, basis)


def _by_row(problems: Sequence[Problem]) -> list[Problem]:
    """What is to be mended comes first, each by row."""
    return sorted(problems, key=lambda problem: (is_notice(problem), problem.row))


def _from_elsewhere(listed: Sequence[Listed]) -> list[Problem]:
    """Notices for addresses that could not have signed in by themselves."""
    domains = settings.EMAIL_DOMAINS
    details = (("domains", ", ".join(domains)),)
    return [
        Problem(one.row, "email", one.email, "other_domain", details)
        for one in listed
        if domains and not may_join(one.email, domains)
    ]
