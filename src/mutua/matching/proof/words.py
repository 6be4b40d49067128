"""What the checker says, in English and German."""

from __future__ import annotations

from math import ceil

from mutua.matching.proof.checker import Wrong
from mutua.matching.proof.verdict import Conclusion
from mutua.matching.proof.wrongs import WRONGS, Words
from mutua.matching.texts import PAIRS, TRIOS, counted

OF_ONE: dict[str, Words] = {
    "largest": (
        "no set is larger than this 1 pair",
        "keine Auswahl ist größer als dieses 1 Paar",
    ),
    "not_largest": (
        "no set is larger than {most}, this is 1",
        "keine Auswahl ist größer als {most}, diese umfasst 1",
    ),
    "best_of_size": (
        "none of at least 1 weighs more than this one, {weight}",
        "keine aus mindestens 1 wiegt mehr als dieses, {weight}",
    ),
    "near_of_size": (
        "none of at least 1 weighs more than {bound}, this one weighs {weight}, at most {share} % less",
        "keine aus mindestens 1 wiegt mehr als {bound}, dieses {weight}, höchstens {share} % weniger",
    ),
    "best": (
        "no set weighs more than this 1 pair, {weight}",
        "keine Auswahl wiegt mehr als dieses 1 Paar, {weight}",
    ),
    "near": (
        "no set weighs more than {bound}, this 1 pair weighs {weight}, at most {share} % less",
        "keine Auswahl wiegt mehr als {bound}, dieses 1 Paar {weight}, höchstens {share} % weniger",
    ),
}
"""Instead of those of PROVEN where the set is one pair."""
PROVEN: dict[str, Words] = {
    "head": (
        "Proven for the {considered} pairs to choose from:",
        "Bewiesen für die {considered} möglichen Paare:",
    ),
    "head_of_one": (
        "Proven for the 1 pair to choose from:",
        "Bewiesen für das 1 mögliche Paar:",
    ),
    "largest": (
        "no set is larger than these {pairs} pairs",
        "keine Auswahl ist größer als diese {pairs} Paare",
    ),
    "not_largest": (
        "no set is larger than {most}, these are {pairs}",
        "keine Auswahl ist größer als {most}, diese umfasst {pairs}",
    ),
    "best_of_size": (
        "none of at least {pairs} weighs more than these, {weight}",
        "keine aus mindestens {pairs} wiegt mehr als diese, {weight}",
    ),
    "near_of_size": (
        "none of at least {pairs} weighs more than {bound}, these weigh {weight}, at most {share} % less",
        "keine aus mindestens {pairs} wiegt mehr als {bound}, diese {weight}, höchstens {share} % weniger",
    ),
    "best": (
        "no set weighs more than these {pairs} pairs, {weight}",
        "keine Auswahl wiegt mehr als diese {pairs} Paare, {weight}",
    ),
    "near": (
        "no set weighs more than {bound}, these {pairs} pairs weigh {weight}, at most {share} % less",
        "keine Auswahl wiegt mehr als {bound}, diese {pairs} Paare {weight}, höchstens {share} % weniger",
    ),
    "per_person": (
        "not all pairs were looked at, but per person {per_person}",
        "angesehen wurden nicht alle Paare, sondern je Person {per_person}",
    ),
    "floor": (
        "pairs with a fit below {floor} were not to be chosen",
        "Paare mit einer Passung unter {floor} sollten nicht gewählt werden",
    ),
    "reopened": (
        "these are the best pairs alone, others are proposed so that fewer people wait",
        "dies sind die besten Paare allein, vorgeschlagen sind andere Tandems, damit weniger warten",
    ),
    "proposed": (
        "the {pairs} and {trios} proposed keep every rule",
        "die vorgeschlagenen Tandems ({pairs} und {trios}) halten alle Regeln ein",
    ),
    "unasked": (
        "except that not everyone agreed to three in {unasked} of the trios",
        "nur sind in {unasked} der Trios nicht alle mit einem Tandem zu dritt einverstanden",
    ),
}


def told(wrong: Wrong, lang: str) -> str:
    """What does not hold, as a sentence in German (`de`) or English (anything else)."""
    return _pick(WRONGS[wrong.code], lang).format(**wrong.details)


def proven(found: Conclusion, lang: str) -> str:
    """What holds, as one sentence."""
    sized = found.most_pairs is not None
    exact = found.upper_bound == found.weight
    clauses = [f"{'best' if exact else 'near'}{'_of_size' if sized else ''}"]
    if sized:
        clauses.insert(0, "largest" if found.most_pairs == found.pairs else "not_largest")
    clauses += ["per_person"] if found.per_person else []
    clauses += ["floor"] if found.floor is not None else []
    clauses += ["reopened"] if found.reopened else []
    less = 100 * (found.upper_bound - found.weight) / max(found.upper_bound, 1)
    numbers = {
        "pairs": _count(found.pairs, lang),
        "weight": _count(found.weight, lang),
        "bound": _count(found.upper_bound, lang),
        "most": _count(found.most_pairs or 0, lang),
        "considered": _count(found.considered, lang),
        "per_person": _count(found.per_person or 0, lang),
        # Rounded up, since it is a promise.
        "share": _decimal(ceil(1000 * less) / 1000, 3, lang),
        "floor": _decimal(100 * (found.floor or 0), 1, lang),
    }
    sentences = PROVEN | (OF_ONE if found.pairs == 1 else {})
    said = [_pick(sentences[clause], lang).format(**numbers) for clause in clauses]
    said += [_about_tandems(found, lang)] if found.proposed else []
    head = PROVEN["head_of_one" if found.considered == 1 else "head"]
    return f"{_pick(head, lang).format(**numbers)} {'; '.join(said)}."


def _about_tandems(found: Conclusion, lang: str) -> str:
    pairs, trios = found.proposed or (0, 0)
    said = _pick(PROVEN["proposed"], lang).format(
        pairs=f"{_count(pairs, lang)} {counted(pairs, PAIRS, lang)}",
        trios=f"{_count(trios, lang)} {counted(trios, TRIOS, lang)}",
    )
    if found.unasked:
        said += ", " + _pick(PROVEN["unasked"], lang).format(unasked=_count(found.unasked, lang))
    return said


def _count(number: int, lang: str) -> str:
    return f"{number:,}".replace(",", "." if lang == "de" else ",")


def _decimal(number: float, places: int, lang: str) -> str:
    return f"{number:.{places}f}".replace(".", "," if lang == "de" else ".")


def _pick(words: Words, lang: str) -> str:
    return words[1] if lang == "de" else words[0]
