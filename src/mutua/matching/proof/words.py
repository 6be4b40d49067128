"""What the checker says, in English and German."""

from __future__ import annotations

from math import ceil

from mutua.matching.proof.checker import Wrong
from mutua.matching.proof.verdict import Conclusion

Words = tuple[str, str]
WRONGS: dict[str, Words] = {
    "person_unknown": (
        "Tandem {tandem}: nobody on the list has the id {person}.",
        "Tandem {tandem}: Niemand auf der Liste hat die id {person}.",
    ),
    "tandem_size": (
        "Tandem {tandem} needs two or three different people.",
        "Tandem {tandem} braucht zwei oder drei verschiedene Personen.",
    ),
    "met_twice": (
        "{a} and {b} are in more than one tandem together.",
        "{a} und {b} sind in mehr als einem Tandem zusammen.",
    ),
    "barred": (
        "{a} and {b} may never be paired; `mutua explain` says why.",
        "{a} und {b} dürfen nie ein Tandem bilden; `mutua explain` sagt, warum.",
    ),
    "gated": (
        "{a} and {b} may not be suggested; `mutua explain` says why.",
        "{a} und {b} dürfen nicht vorgeschlagen werden; `mutua explain` sagt, warum.",
    ),
    "overbooked": (
        "{person} is in {tandems} tandems and has room for {room}.",
        "{person} ist in {tandems} Tandems und hat Platz für {room}.",
    ),
    "lock_broken": (
        "{a} and {b} are settled as a pair on the list of people and are missing here.",
        "{a} und {b} stehen in der Personenliste als Paar fest und fehlen hier.",
    ),
    "locks_differ": (
        "The proof names other settled pairs than the list of people, such as {a} and {b}.",
        "Der Beweis nennt andere festgelegte Paare als die Personenliste, etwa {a} und {b}.",
    ),
    "trio_consent": (
        "The trio of {a}, {b} and {c}: not everyone agreed to three.",
        "Das Trio aus {a}, {b} und {c}: Nicht alle sind mit einem Tandem zu dritt einverstanden.",
    ),
    "trio_alike": (
        "The trio of {a}, {b} and {c}: two of them are too alike.",
        "Das Trio aus {a}, {b} und {c}: Zwei von ihnen sind sich zu ähnlich.",
    ),
    "trio_one_sided": (
        "The trio of {a}, {b} and {c}: someone learns nothing or gives nothing.",
        "Das Trio aus {a}, {b} und {c}: Eine Person lernt nichts oder gibt nichts.",
    ),
    "trio_low": (
        "The trio of {a}, {b} and {c}: too little is known or too little fits.",
        "Das Trio aus {a}, {b} und {c}: Zu wenig ist bekannt oder zu wenig passt.",
    ),
    "trios_wanted": (
        "There are trios, but the proof says that none were to be made.",
        "Es gibt Trios, aber laut Beweis sollten keine gebildet werden.",
    ),
    "fit_differs": (
        "Tandem {tandem} ({people}): the fit is {fit}, the list says {said}.",
        "Tandem {tandem} ({people}): Die Passung ist {fit}, in der Liste steht {said}.",
    ),
    "proposed_differs": (
        "The list has {pairs} pairs and {trios} trios, the proof speaks of {said}.",
        "Die Liste hat {pairs} Paare und {trios} Trios, laut Beweis sind es {said}.",
    ),
    "about_a_graph": (
        "The proof is about a graph, not about a list of people.",
        "Der Beweis handelt von einem Graphen, nicht von einer Personenliste.",
    ),
    "alone_missing": (
        "The proof does not say which pairs it is about: with trios it must list them.",
        "Der Beweis sagt nicht, um welche Paare es geht: Bei Trios muss er sie aufzählen.",
    ),
    "not_considered": (
        "{a} and {b} are not among the pairs that were considered.",
        "{a} und {b} sind nicht unter den Paaren, die in Betracht kamen.",
    ),
    "pairs_differ": (
        "There are {pairs} pairs, but {said} are claimed.",
        "Es sind {pairs} Paare, behauptet werden {said}.",
    ),
    "weight_differs": (
        "The pairs weigh {weight}, but {said} is claimed.",
        "Die Paare wiegen {weight}, behauptet wird {said}.",
    ),
    "bound_differs": (
        "The prices prove the bound {bound}, but {said} is claimed.",
        "Die Preise beweisen die Schranke {bound}, behauptet wird {said}.",
    ),
    "most_differs": (
        "That more than {said} pairs are impossible is claimed, but {most} are not ruled out.",
        "Mehr als {said} Paare sollen unmöglich sein, doch {most} sind nicht ausgeschlossen.",
    ),
    "total_differs": (
        "The prices add up to {total}, but {said} is claimed: one of them was changed.",
        "Die Preise ergeben zusammen {total}, behauptet wird {said}: Einer wurde geändert.",
    ),
    "uncovered": (
        "The prices around {a} and {b} do not reach what this pair is worth (weight {weight}).",
        "Die Preise um {a} und {b} erreichen nicht, was dieses Paar wert ist (Gewicht {weight}).",
    ),
    "price_missing": ("The price of {node} is missing.", "Der Preis von {node} fehlt."),
    "price_stranger": (
        "There is a price for {node}, but no such place to fill.",
        "Es gibt einen Preis für {node}, aber keinen solchen Platz.",
    ),
    "price_negative": ("The price of {node} is below zero.", "Der Preis von {node} ist kleiner als null."),
    "group_stranger": (
        "Group {group} holds {node}, which is no place to fill.",
        "Zu Gruppe {group} gehört {node}; einen solchen Platz gibt es nicht.",
    ),
    "group_even": (
        "Group {group} has {size} members; it needs an odd number from three up.",
        "Gruppe {group} hat {size} Mitglieder; es muss eine ungerade Zahl ab drei sein.",
    ),
    "group_repeats": (
        "{node} stands in groups more than once; only the smallest around it may list it.",
        "{node} steht öfter als einmal in Gruppen; nur die kleinste darum darf es nennen.",
    ),
    "group_negative": (
        "The price of group {group} is below zero.",
        "Der Preis von Gruppe {group} ist kleiner als null.",
    ),
    "group_order": (
        "The group around group {group} must stand before it.",
        "Die Gruppe um Gruppe {group} muss vor ihr stehen.",
    ),
    "gate": (
        "The gate between {a} and {b} stands for no pair of its own.",
        "Das Tor zwischen {a} und {b} gehört zu keinem eigenen Paar.",
    ),
    "scale": (
        "The scale is {value}; it must be at least 1.",
        "Der Maßstab ist {value}; er muss mindestens 1 sein.",
    ),
    "bonus": (
        "The bonus is {value}; it must be at least 0.",
        "Der Zuschlag ist {value}; er muss mindestens 0 sein.",
    ),
    "too_large": (
        "The numbers of the proof are too large to be checked.",
        "Die Zahlen des Beweises sind zu groß, um sie zu prüfen.",
    ),
}
PROVEN: dict[str, Words] = {
    "head": (
        "Proven for the {considered} pairs to choose from:",
        "Bewiesen für die {considered} möglichen Paare:",
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
        "{per_person} candidates per person were looked at, not all pairs",
        "angesehen wurden {per_person} Paare je Person, nicht alle",
    ),
    "floor": (
        "pairs with a fit below {floor} were not to be chosen",
        "Paare mit einer Passung unter {floor} sollten nicht gewählt werden",
    ),
    "proposed": (
        "the {pairs} pairs and {trios} trios proposed keep every rule",
        "die vorgeschlagenen {pairs} Paare und {trios} Trios halten alle Regeln ein",
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
    said = [_pick(PROVEN[clause], lang).format(**numbers) for clause in clauses]
    said += [_about_tandems(found, lang)] if found.proposed else []
    return f"{_pick(PROVEN['head'], lang).format(**numbers)} {'; '.join(said)}."


def _about_tandems(found: Conclusion, lang: str) -> str:
    pairs, trios = found.proposed or (0, 0)
    said = _pick(PROVEN["proposed"], lang).format(pairs=_count(pairs, lang), trios=_count(trios, lang))
    if found.unasked:
        said += ", " + _pick(PROVEN["unasked"], lang).format(unasked=_count(found.unasked, lang))
    return said


def _count(number: int, lang: str) -> str:
    return f"{number:,}".replace(",", "." if lang == "de" else ",")


def _decimal(number: float, places: int, lang: str) -> str:
    return f"{number:.{places}f}".replace(".", "," if lang == "de" else ".")


def _pick(words: Words, lang: str) -> str:
    return words[1] if lang == "de" else words[0]
