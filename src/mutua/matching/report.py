"""A matching as rows for files, and as one summary line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import numpy as np

from mutua.matching.criteria import WEIGHTS
from mutua.matching.explain import pair_lines, strongest_lines
from mutua.matching.fit import Fits, fits
from mutua.matching.match import Matching
from mutua.matching.pool import Pool
from mutua.matching.texts import REASON_SENTENCES, Texts, pick
from mutua.matching.trios import TrioFits

Cell = str | int | float | None
Row = dict[str, Cell]
PAIR_COLUMNS = ("a", "b", "c", "fit", *WEIGHTS, "known_weight", "reasons_de", "reasons_en")
WAITING_COLUMNS = ("id", "reason", "reason_de", "reason_en")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def tandem_rows(matching: Matching, texts: Texts) -> list[Row]:
    """One row per tandem, in the order of the list; fit 0 to 100, criteria 0 to 1 or None, reasons to a."""
    sources = (
        (matching.pairs, np.stack([matching.pairs.first, matching.pairs.second], axis=1)),
        (matching.trios, matching.trios.members),
    )
    rows = [
        (members, _tandem_row(matching, texts, source, number, members))
        for source, tandems in sources
        for number, members in enumerate(tandems.tolist())
    ]
    return [row for _, row in sorted(rows, key=lambda entry: entry[0])]


def _tandem_row(
    matching: Matching, texts: Texts, source: Fits | TrioFits, number: int, people: list[int]
) -> Row:
    values = {name: float(column[number]) for name, column in source.values.items()}
    ids = [matching.pool.ids[person] for person in people]
    row: Row = dict(zip(("a", "b", "c"), [*ids, None], strict=False))
    row["fit"] = round(100 * float(source.fit[number]), 1)
    row |= {name: None if np.isnan(value) else round(value, 3) for name, value in values.items()}
    row["known_weight"] = int(source.known_weight[number])
    for lang in ("de", "en"):
        row[f"reasons_{lang}"] = reasons(matching.pool, texts, people, lang)
    return row


def reasons(pool: Pool, texts: Texts, people: Sequence[int], lang: str) -> str:
    """The sentences of the three strongest criteria, said to the first of the people.

    In a trio each criterion speaks of the other one with whom it is stronger. What is weak is no reason,
    unless there is no other.
    """
    pairs = [fits(pool, np.array([people[0]]), np.array([other])) for other in people[1:]]
    lines = [line for pair in pairs for line in pair_lines(pool, pair, texts, lang)]
    strongest = strongest_lines(lines)
    speaking = [line for line in strongest if line.strength != "weak"] or strongest
    return " ".join(line.sentence for line in speaking)


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
