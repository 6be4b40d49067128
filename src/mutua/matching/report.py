"""A matching as rows for files, and as one summary line."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from mutua.matching.between import Between, Gaps
from mutua.matching.explain import MEDIUM, sentence, strongest
from mutua.matching.fit import Fits, fits
from mutua.matching.match import Matching
from mutua.matching.pool import Pool
from mutua.matching.processes import begun
from mutua.matching.texts import REASON_SENTENCES, Texts, pick
from mutua.matching.trios import TrioFits
from mutua.matching.weights import WEIGHTS

Cell = str | int | float | None
Row = dict[str, Cell]
PAIR_COLUMNS = ("a", "b", "c", "fit", *WEIGHTS, "known_weight", "reasons_de", "reasons_en")
WAITING_COLUMNS = ("id", "reason", "reason_de", "reason_en")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def tandem_rows(matching: Matching, texts: Texts, *, apart: bool = False) -> list[Row]:
    """One row per tandem, in the order of the list; fit 0 to 100, criteria 0 to 1 or None, reasons to a.

    apart: half of them may be put into words by a second process (see processes.py for who can use that).
    """
    texts = replace(texts, label=cache(texts.label))
    tandems = _tandems(matching)
    middle = len(tandems) // 2 if apart else 0
    first = begun(lambda: [_tandem_row(matching.pool, texts, *one) for one in tandems[:middle]], apart=apart)
    second = [_tandem_row(matching.pool, texts, *one) for one in tandems[middle:]]
    return first() + second


def _tandems(matching: Matching) -> list[tuple[list[int], Row, list[list[float]]]]:
    """Members, numbers, and all criteria between the first and each other, in the order of the list."""
    pool, pairs, trios = matching.pool, matching.pairs, matching.trios
    a, b, c = trios.members.T
    sources = (
        (pairs, np.stack([pairs.first, pairs.second], axis=1), (pairs,)),
        (trios, trios.members, (fits(pool, a, b), fits(pool, a, c))),
    )
    found = [
        (members, numbers, between)
        for source, tandems, of_pairs in sources
        for members, numbers, *between in zip(
            tandems.tolist(), _numbers(source), *(_values(pair) for pair in of_pairs), strict=True
        )
    ]
    return sorted(found, key=lambda tandem: tandem[0])


def _values(source: Fits | TrioFits) -> list[list[float]]:
    """The values of all criteria, tandem by tandem."""
    values: list[list[float]] = np.stack(list(source.values.values()), axis=1).tolist()
    return values


def _numbers(source: Fits | TrioFits) -> list[Row]:
    """The columns of numbers, tandem by tandem."""
    kept = zip(_values(source), source.fit.tolist(), source.known_weight.tolist(), strict=True)
    return [
        {
            "fit": round(100 * fit, 1),
            **{
                name: None if math.isnan(value) else round(value, 3)
                for name, value in zip(WEIGHTS, values, strict=True)
            },
            "known_weight": known_weight,
        }
        for values, fit, known_weight in kept
    ]


def _tandem_row(
    pool: Pool, texts: Texts, people: list[int], numbers: Row, values: Sequence[Sequence[float]]
) -> Row:
    row: Row = dict(zip(("a", "b", "c"), [*(pool.ids[person] for person in people), None], strict=False))
    row |= numbers
    between = [Between(pool, people[0], other) for other in people[1:]]
    for lang in ("de", "en"):
        row[f"reasons_{lang}"] = _said(between, values, texts, lang)
    return row


def reasons(pool: Pool, texts: Texts, people: Sequence[int], lang: str) -> str:
    """The sentences of the three strongest criteria, said to the first of the people.

    In a trio each criterion speaks of the other one with whom it is stronger. What is weak is no reason,
    unless there is no other.
    """
    me, others = people[0], people[1:]
    pairs = fits(pool, np.full(len(others), me), np.array(others))
    return _said([Between(pool, me, other) for other in others], _values(pairs), texts, lang)


def _said(between: Sequence[Between], values: Sequence[Sequence[float]], texts: Texts, lang: str) -> str:
    """`reasons` of the pairs of one person; values: of each pair, all criteria."""
    known = [entry for row in values for entry in zip(WEIGHTS, row, strict=True)]
    best = strongest(known)
    speaking = [place for place in best if known[place][1] >= MEDIUM] or best
    gaps = [Gaps(pair, texts, lang) for pair in between]
    return " ".join(sentence(*known[place], gaps[place // len(WEIGHTS)], texts, lang) for place in speaking)


def waiting_rows(matching: Matching) -> list[Row]:
    """One row per person left over, with the nearest reason."""
    return [
        {
            "id": matching.pool.ids[person.person],
            "reason": person.reason.name.lower(),
            "reason_de": pick(REASON_SENTENCES[person.reason], "de"),
            "reason_en": pick(REASON_SENTENCES[person.reason], "en"),
        }
        for person in matching.waiting
    ]


def summary(matching: Matching) -> dict[str, int | float]:
    """Counts, weights and the proof (see Matching for what they cover); fits 0 to 100."""
    values = 100 * np.concatenate([matching.pairs.fit, matching.trios.fit])
    return {
        "people": len(matching.pool),
        "pairs": len(matching.pairs.fit),
        "trios": len(matching.trios.fit),
        "waiting": len(matching.waiting),
        "total_weight": matching.alone.weight,
        "upper_bound": matching.alone.upper_bound,
        "gap": matching.alone.gap,
        "mean_fit": round(float(values.mean()), 1) if len(values) else 0.0,
        "min_fit": round(float(values.min()), 1) if len(values) else 0.0,
        "tandem_weight": matching.tandem_weight,
        "pairs_alone": len(matching.alone.pairs),
        "waiting_with_pairs_alone": matching.alone.waiting,
        "least_waiting": matching.least_waiting,
        "blocking_pairs": matching.blocking_pairs,
    }


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """CSV text; cells that a spreadsheet would run as a formula get a ' in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text


def as_json(rows: Sequence[Row]) -> str:
    """The rows as a JSON list, readable by people too."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
