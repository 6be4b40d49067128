"""Work out which skills of the shipped list are close relatives, and write content/data/nearness.csv.gz.

    python tools/nearness.py CONCEPTS LINKS [--judge 100]

CONCEPTS: CSV of all ESCO concepts: id, kind (group, skill, knowledge), label_de, label_en, alt_de, alt_en,
parents. LINKS: parquet of occ, skill, rel (essential, optional). Both are made from ESCO's downloads and are
not part of the project. Needs numpy, scipy and pyarrow. `--judge N` writes nothing and shows N random pairs.
How and why: docs/adr/0010-nearness-of-skills.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet
from scipy import sparse
from scipy.sparse.linalg import svds

DATA = Path(__file__).parents[1] / "src" / "mutua" / "content" / "data"
LANGUAGES_GROUP = "43f425aa-f45d-4bb4-a200-6f82fa211b66"
CONSTANT, WORK, WORDS, PLACE = -2.2, 2.0, 4.8, 1.5
"""Log odds that a person calls two skills close, fitted to 411 pairs judged by hand."""
STEPS = ((0.72, 40), (0.78, 45), (0.84, 50), (0.89, 55), (0.94, 60), (0.98, 65))
"""From this share of people who would agree, this closeness, in hundredths."""
SAME_LANGUAGE, SHARED_NAME = 60, 0.5
MOST = 10
"""A pair counts only where each is among the other's nearest ten."""
FLAT = 5
"""From so many kinds of knowledge under one concept, ESCO tells siblings no more apart (Python and APL)."""
DIMENSIONS = 150
VERB = 0.1
"""Weight of a skill's verb: "analyse" tells less than what is analysed."""
Concept = Mapping[str, str]
Table = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("concepts", type=Path)
    parser.add_argument("links", type=Path)
    parser.add_argument("--judge", type=int, default=0)
    args = parser.parse_args()
    concepts = {row["id"]: row for row in _rows(args.concepts)}
    shipped = [row["id"] for row in _rows(DATA / "skills_esco.csv.gz") if row["kind"] != "group"]
    pairs = relatives(concepts, parquet.read_table(args.links).to_pylist(), shipped)
    if args.judge:
        for one, other, closeness in random.Random(args.judge).sample(pairs, args.judge):  # noqa: S311
            sys.stdout.write(f"{closeness}  {concepts[one]['label_en']}  |  {concepts[other]['label_en']}\n")
    else:
        _write(pairs)


def relatives(
    concepts: Mapping[str, Concept], links: Sequence[Mapping[str, str]], shipped: Sequence[str]
) -> list[tuple[str, str, int]]:
    """All close pairs of shipped skills, sorted: (one, other, closeness in hundredths)."""
    skills = [key for key, concept in concepts.items() if concept["kind"] != "group"]
    above = _ancestors(concepts)
    chosen = np.array([skills.index(key) for key in shipped])
    words = _words([concepts[key] for key in skills])[chosen]
    by_words = (words @ words.T).toarray()
    odds = CONSTANT + WORDS * by_words
    odds += WORK * _by_work(skills, links, chosen) + PLACE * _by_place(shipped, above)
    steps = _steps(1 / (1 + np.exp(-odds)))
    steps[_cannot_tell(shipped, concepts)] = 0
    tongues = np.array([LANGUAGES_GROUP in above[key] for key in shipped])
    both = np.outer(tongues, tongues)
    steps[both] = np.where(by_words[both] >= SHARED_NAME, SAME_LANGUAGE, 0)
    near = _mutual(steps, odds)
    return sorted((*sorted((shipped[a], shipped[b])), int(steps[a, b])) for a, b in near)


def _by_work(skills: Sequence[str], links: Sequence[Mapping[str, str]], chosen: NDArray[np.intp]) -> Table:
    """Likeness of the occupations that need two skills, 0 to 1, less sure where few do.

    Essential links weigh 1, optional ones 1/2; positive pointwise mutual information, reduced to its main
    directions, so that occupations that are alike count as alike; cosine.
    """
    number = {key: place for place, key in enumerate(skills)}
    known = [link for link in links if link["skill"] in number]
    occupations = {occupation: place for place, occupation in enumerate(sorted({k["occ"] for k in known}))}
    row = np.array([number[link["skill"]] for link in known])
    column = np.array([occupations[link["occ"]] for link in known])
    weight = np.array([1.0 if link["rel"] == "essential" else 0.5 for link in known])
    share = weight * weight.sum() / (np.bincount(row, weight)[row] * np.bincount(column, weight)[column])
    size = (len(skills), len(occupations))
    table = sparse.csr_matrix((np.maximum(np.log(share), 0), (row, column)), shape=size)
    left, strength, _ = svds(table, k=DIMENSIONS, random_state=0)
    places = (left * np.sqrt(strength))[chosen]
    length = np.linalg.norm(places, axis=1, keepdims=True)
    places /= np.where(length > 1e-9, length, np.inf)
    times = np.bincount(row, minlength=len(skills))[chosen]
    fewest = np.minimum.outer(times, times)
    likeness: Table = np.maximum(places @ places.T, 0) * np.sqrt(fewest / (fewest + 1))
    return likeness


def _words(concepts: Sequence[Concept]) -> sparse.csr_matrix:
    """Labels and synonyms of both languages as rows of length 1: stems, and parts of German compounds."""
    number: dict[str, int] = {}
    entries = [
        (row, number.setdefault(part, len(number)), value**0.5)
        for row, concept in enumerate(concepts)
        for part, value in _parts(concept).items()
    ]
    rows, columns, values = map(np.array, zip(*entries, strict=True))
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(concepts), len(number)))
    rarity = np.log(len(concepts) / np.bincount(columns))
    table = table @ sparse.diags(rarity)
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(length > 0, length, 1)) @ table).tocsr()


def _parts(concept: Concept) -> Counter[str]:
    found: Counter[str] = Counter()
    for lang in ("de", "en"):
        synonyms = [text for text in concept[f"alt_{lang}"].split("|") if text]
        for text in (concept[f"label_{lang}"], *synonyms):
            for word, weight in _weighed(text, lang, is_skill=concept["kind"] == "skill"):
                weight *= 2.0 if text not in synonyms else 2.0 / len(synonyms)  # noqa: PLW2901
                found[f"{lang} {word[:6]}"] += weight
                if lang == "de":
                    bound = f"^{word}$"
                    pieces = [bound[start : start + 5] for start in range(max(1, len(bound) - 4))]
                    for piece in pieces:
                        found[f"part {piece}"] += weight / len(pieces)
    return found


def _weighed(text: str, lang: str, *, is_skill: bool) -> Iterator[tuple[str, float]]:
    letters = unicodedata.normalize("NFD", re.sub(r"\(.*?\)", " ", text).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[\w+#]+", plain)
    verb = 0 if lang == "en" else len(words) - 1
    for place, word in enumerate(words):
        yield word, VERB if is_skill and place == verb and len(words) > 1 else 1.0


def _ancestors(concepts: Mapping[str, Concept]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}

    def above(key: str) -> frozenset[str]:
        if key not in found:
            parents = [parent for parent in concepts[key]["parents"].split() if parent in concepts]
            found[key] = frozenset({key}).union(*map(above, parents))
        return found[key]

    for key in concepts:
        above(key)
    return found


def _by_place(shipped: Sequence[str], above: Mapping[str, frozenset[str]]) -> Table:
    """How special the nearest concept above both is: 0 holds everything, 1 a single skill."""
    inside = Counter(concept for key in above for concept in above[key])
    special = {concept: 1 - np.log(count) / np.log(len(above)) for concept, count in inside.items()}
    members: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(shipped):
        for concept in above[key]:
            members[concept].append(place)
    nearest = np.zeros((len(shipped), len(shipped)))
    for concept in sorted(members, key=lambda concept: special[concept]):
        nearest[np.ix_(members[concept], members[concept])] = max(special[concept], 0)
    return nearest


def _cannot_tell(shipped: Sequence[str], concepts: Mapping[str, Concept]) -> NDArray[np.bool_]:
    """Siblings under a concept with so many kinds of knowledge that ESCO cannot tell which are close."""
    below: dict[str, list[str]] = defaultdict(list)
    for key, concept in concepts.items():
        if concept["kind"] == "knowledge":
            for parent in concept["parents"].split():
                below[parent].append(key)
    place = {key: number for number, key in enumerate(shipped)}
    flat = np.zeros((len(shipped), len(shipped)), dtype=np.bool_)
    for parent, children in below.items():
        if len(children) >= FLAT and concepts.get(parent, {}).get("kind") == "knowledge":
            inside = [place[child] for child in children if child in place]
            flat[np.ix_(inside, inside)] = True
    return flat


def _steps(agreed: Table) -> NDArray[np.int64]:
    steps = np.zeros(agreed.shape, dtype=np.int64)
    for share, closeness in STEPS:
        steps[agreed >= share] = closeness
    return steps


def _mutual(steps: NDArray[np.int64], odds: Table) -> NDArray[np.intp]:
    """Pairs (first, second), each among the other's nearest, shape (pairs, 2)."""
    value = np.where(steps > 0, odds, -np.inf)
    np.fill_diagonal(value, -np.inf)
    bar = -np.sort(-value, axis=1)[:, MOST - 1]
    return np.argwhere(np.triu((value >= bar[:, None]) & (value >= bar[None, :]) & (value > -np.inf)))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))))


def _write(pairs: Sequence[tuple[str, str, int]]) -> None:
    """One row per skill with its relatives of higher id, as `id:closeness` with blanks between."""
    rows: dict[str, list[str]] = defaultdict(list)
    for one, other, closeness in pairs:
        rows[one].append(f"{other}:{closeness}")
    text = "id,relatives\n" + "".join(f"{one},{' '.join(others)}\n" for one, others in rows.items())
    packed = gzip.compress(text.encode("utf-8"), mtime=0)
    (DATA / "nearness.csv.gz").write_bytes(packed)
    sys.stdout.write(
        f"{len(pairs)} pairs of {len({k for p in pairs for k in p[:2]})} skills, {len(packed)} bytes\n"
    )


if __name__ == "__main__":
    main()
