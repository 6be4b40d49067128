"""Places for those who wait, by chains: one is let in, whoever had to leave is let in elsewhere, and so on.

A search without proof for any number of people; the bound comes from packing.py. All state lies in a Board.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import entrance, standing
from mutua.matching.sorting import rising

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
LONGEST_CHAIN = 12
ROUNDS = 20
COLUMNS_TRIED = 1_000
"""Of each person, the first so many."""
JOURNAL = 1_000
NOBODY: int = np.int64(-1)  # type: ignore[assignment]
NOTHING: int = np.int64(-1)  # type: ignore[assignment]
FIRST: int = np.int64(0)  # type: ignore[assignment]
SECOND: int = np.int64(1)  # type: ignore[assignment]
"""Of the same type as what stands in arrays, so that functions that take either compile but once."""
COVERED, WRITTEN = 0, 1
"""Places in Board.counts: people with a tandem, changes in the journal."""


class Board(NamedTuple):
    """Who sits in which tandem.

    members: (columns, 3), a pair has −1 last; starts (people + 1,) and columns: those of each person, pairs
    first; room: (people,), 0 to 2; placed: who has a tandem elsewhere; seats: (people, 2), columns taken, −1
    free, the first seat first; journal: (JOURNAL, 3), person, seat and what was there before. seen (people,)
    and chain (3, LONGEST_CHAIN): space for the search.
    """

    members: Numbers
    starts: Numbers
    columns: Numbers
    room: Numbers
    placed: Flags
    seats: Numbers
    journal: Numbers
    counts: Numbers
    seen: Flags
    chain: Numbers


def improved(
    members: Numbers, weight: Numbers, room: Numbers, placed: Flags, chosen: NDArray[np.intp]
) -> NDArray[np.intp]:
    """From chosen columns to others that leave fewer waiting, sorted; never more."""
    options = np.bincount(members[members >= 0], minlength=len(room))
    starts = np.append(0, np.cumsum(options))
    columns = np.empty(starts[-1], dtype=np.int64)
    _fill_columns(members, np.lexsort((-weight, members[:, 2] >= 0)), starts[:-1].copy(), columns)
    counts = np.array([placed.sum(), 0], dtype=np.int64)
    seats, journal = np.full((len(room), 2), -1), np.empty((JOURNAL, 3), dtype=np.int64)
    seen, chain = np.zeros(len(room), dtype=np.bool_), np.empty((3, LONGEST_CHAIN), dtype=np.int64)
    board = Board(members, starts, columns, room, placed, seats, journal, counts, seen, chain)
    order = np.argsort(options, kind="stable")
    _improve(board, chosen, order[options[order] > 0])
    return rising(board.seats[board.seats >= 0])


@entrance
def _fill_columns(members: Numbers, order: Numbers, ends: Numbers, columns: Numbers) -> None:
    """The columns of each person in the given order; ends: where each one's begin, and in the end stop."""
    for column in order:
        for member in members[column]:
            if member >= 0:
                columns[ends[member]] = column
                ends[member] += 1


@entrance
def _improve(board: Board, chosen: Numbers, order: Numbers) -> None:
    """Take the chosen columns, then place who waits, in this order, until a round helps nobody."""
    for column in chosen:
        _insert(board, column)
        board.counts[WRITTEN] = 0
    for _ in range(ROUNDS):
        before = board.counts[COVERED]
        board.seen[:] = False
        for person in order:
            if board.room[person] > 0 and not _covered(board, person):
                board.seen[person] = True
                _place(board, person)
                board.counts[WRITTEN] = 0
        if board.counts[COVERED] == before:
            return


@standing
def _place(board: Board, root: int) -> bool:
    """Search in depth for a chain that ends with more people in a tandem; else leave all as it was."""
    goal = board.counts[COVERED] + 1
    person, place, written = board.chain[0], board.chain[1], board.chain[2]
    person[0], place[0], depth = root, -1, 0
    while depth >= 0:
        if place[depth] < 0:
            if _finish(board, person[depth], goal):
                return True
            place[depth], written[depth] = board.starts[person[depth]], board.counts[WRITTEN]
        loose = -1
        if depth + 1 < LONGEST_CHAIN:
            loose, place[depth] = _next_link(board, person[depth], place[depth], goal)
        if loose >= 0:
            depth += 1
            person[depth], place[depth], board.seen[loose] = loose, -1, True
        else:
            depth -= 1
            if depth >= 0:
                _undo(board, written[depth])
    return False


@standing
def _finish(board: Board, person: int, goal: int) -> bool:
    """Let the person in by the column that leaves most people in a tandem, if these are enough."""
    written = board.counts[WRITTEN]
    best, most = NOTHING, goal - 1
    for place in range(board.starts[person], _end(board, person)):
        column = board.columns[place]
        _insert(board, column)
        if board.counts[COVERED] > most:
            best, most = column, board.counts[COVERED]
        _undo(board, written)
    if best >= 0:
        _insert(board, best)
    return best >= 0


@standing
def _next_link(board: Board, person: int, place: int, goal: int) -> tuple[int, int]:
    """Let the person in at the cost of one not seen yet: that one (−1: nobody), and where to go on."""
    written = board.counts[WRITTEN]
    while place < _end(board, person):
        _insert(board, board.columns[place])
        place += 1
        if board.counts[COVERED] == goal - 1:
            for entry in range(written, board.counts[WRITTEN]):
                loose = board.journal[entry, 0]
                if not board.seen[loose] and not _covered(board, loose):
                    return loose, place
        _undo(board, written)
    return -1, place


@standing
def _end(board: Board, person: int) -> int:
    """Where the person's columns that are tried end."""
    return int(min(board.starts[person + 1], board.starts[person] + COLUMNS_TRIED))


@standing
def _covered(board: Board, person: int) -> bool:
    return bool(board.placed[person] or board.seats[person, 0] >= 0)


@standing
def _insert(board: Board, column: int) -> None:
    """Take a column; tandems that its members have no room beside leave."""
    members = board.members[column]
    for member in members:
        if member >= 0:
            leaving = _in_the_way(board, member, column)
            while leaving >= 0:
                _remove(board, leaving, members)
                leaving = _in_the_way(board, member, column)
    for member in members:
        if member >= 0:
            seat = FIRST if board.seats[member, 0] < 0 else SECOND
            _write(board, member, seat, column)


@standing
def _in_the_way(board: Board, member: int, column: int) -> int:
    """A tandem of the member that must leave for the column: two trios, two people met twice, no seat."""
    trio = board.members[column, 2] >= 0
    last = NOTHING
    for seat in range(2):
        taken = board.seats[member, seat]
        if taken >= 0:
            last = taken
            if (trio and board.members[taken, 2] >= 0) or _people_shared(board, taken, column) > 1:
                return int(taken)
    full = board.seats[member, board.room[member] - 1] >= 0
    return int(last) if full else NOTHING


@standing
def _people_shared(board: Board, one: int, other: int) -> int:
    shared = 0
    for member in board.members[one]:
        for also in board.members[other]:
            if member == also and member >= 0:
                shared += 1
    return shared


@standing
def _remove(board: Board, column: int, newcomers: Numbers) -> None:
    """Dissolve a tandem; two of a trio who stay behind become a pair if they may."""
    one, other, staying = NOBODY, NOBODY, 0
    for member in board.members[column]:
        if member < 0:
            continue
        if board.seats[member, 0] == column:
            _write(board, member, FIRST, board.seats[member, 1])
        _write(board, member, SECOND, NOTHING)
        if member != newcomers[0] and member != newcomers[1] and member != newcomers[2]:
            one, other, staying = other, member, staying + 1
    if staying == 2 and board.members[column, 2] >= 0:
        pair = _pair_of(board, one, other)
        if pair >= 0:
            _write(board, one, FIRST if board.seats[one, 0] < 0 else SECOND, pair)
            _write(board, other, FIRST if board.seats[other, 0] < 0 else SECOND, pair)


@standing
def _pair_of(board: Board, one: int, other: int) -> int:
    """The column of these two alone, −1 if there is none."""
    for place in range(board.starts[one], _end(board, one)):
        column = board.columns[place]
        members = board.members[column]
        if members[2] >= 0:
            return -1
        if members[0] == other or members[1] == other:
            return int(column)
    return -1


@standing
def _write(board: Board, person: int, seat: int, column: int) -> None:
    """Change a seat, keep count, and note what was there."""
    entry = board.counts[WRITTEN]
    board.journal[entry, 0], board.journal[entry, 1] = person, seat
    board.journal[entry, 2] = board.seats[person, seat]
    board.counts[WRITTEN] = entry + 1
    _set(board, person, seat, column)


@standing
def _set(board: Board, person: int, seat: int, column: int) -> None:
    board.counts[COVERED] -= _covered(board, person)
    board.seats[person, seat] = column
    board.counts[COVERED] += _covered(board, person)


@standing
def _undo(board: Board, written: int) -> None:
    """Take back all changes after the first `written`."""
    for entry in range(board.counts[WRITTEN] - 1, written - 1, -1):
        _set(board, board.journal[entry, 0], board.journal[entry, 1], board.journal[entry, 2])
    board.counts[WRITTEN] = written
