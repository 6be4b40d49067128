"""The words of explanations: content given by the caller, and the fixed sentences of filters and gates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mutua.matching.filters import Bar
from mutua.matching.fit import Gate
from mutua.matching.waiting import Reason

Label = Callable[[str, str, str], str]
"""(kind, key, language) → words. Kinds: skill, direction, challenge, facet, style_left, style_right."""
STYLE_ITEMS = ("ws_directness", "ws_structure", "ws_pace", "ws_challenge", "ws_openness", "ws_reliability")
"""The six answers of the column `style`, in order."""
FACET_KEYS = ("bg_function", "bg_unit", "bg_path", "bg_industry", "bg_site", "bg_perspective")


@dataclass(frozen=True)
class CriterionText:
    """What content says about one criterion: a sentence per strength, and a conversation starter."""

    label: str
    sentences: Mapping[str, str]
    talk_about: str


@dataclass(frozen=True)
class Texts:
    """All words that explanations need, per language (`de`, `en`)."""

    criteria: Mapping[str, Mapping[str, CriterionText]]
    notes: Mapping[str, Mapping[str, str]]
    label: Label

    @classmethod
    def from_content(cls, explanations: Mapping[str, Mapping[str, Any]], label: Label) -> Texts:
        """From the parsed matching_explanations.yaml of each language."""
        criteria = {
            lang: {
                item["id"]: CriterionText(item["label"], item["sentence"], item["talk_about"])
                for item in content["items"]
            }
            for lang, content in explanations.items()
        }
        notes = {
            lang: {note["id"]: note["text"] for note in content["notes"]}
            for lang, content in explanations.items()
        }
        return cls(criteria, notes, label)


PAIRS = (("pair", "pairs"), ("Paar", "Paare"))
TRIOS = (("trio", "trios"), ("Trio", "Trios"))


def counted(count: float, words: tuple[tuple[str, str], tuple[str, str]], lang: str) -> str:
    """The word that goes with so many; words: for one and for more, in English and German."""
    one, more = words[1] if lang == "de" else words[0]
    return one if count == 1 else more


def enumeration(words: Sequence[str], lang: str) -> str:
    """“a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {'und' if lang == 'de' else 'and'} {words[-1]}"


def number(value: float, lang: str) -> str:
    """At most one decimal, with the language's mark."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if lang == "de" else text


def pick(pair: tuple[str, str], lang: str) -> str:
    """The German or the English of (English, German)."""
    return pair[1] if lang == "de" else pair[0]


BAR_SENTENCES: dict[Bar, tuple[str, str]] = {
    Bar.SELF: ("This is one person.", "Das ist eine einzige Person."),
    Bar.REPORTING_LINE: (
        "One of them reports to the other, directly or through others.",
        "Eine der beiden Personen berichtet an die andere, direkt oder über andere.",
    ),
    Bar.EXCLUSION: (
        "At least one of them would rather not be paired with the other.",
        "Mindestens eine der beiden Personen möchte nicht mit der anderen in ein Tandem.",
    ),
    Bar.FORMER: (
        "They were paired before, and not both wish for each other again.",
        "Sie waren schon ein Tandem, und nicht beide wünschen sich einander wieder.",
    ),
    Bar.CAPACITY: (
        "At least one of them takes no tandem at the moment.",
        "Mindestens eine der beiden Personen hat gerade keinen Platz für ein Tandem.",
    ),
    Bar.LANGUAGE: (
        "They share no language in which both feel comfortable.",
        "Sie haben keine gemeinsame Sprache, in der sich beide wohlfühlen.",
    ),
    Bar.LEVEL: ("Their levels are too far apart.", "Ihre Stufen liegen zu weit auseinander."),
    Bar.HOURS: (
        "They share less than one free hour a week.",
        "Sie haben weniger als eine gemeinsame freie Stunde pro Woche.",
    ),
}
GATE_SENTENCES: dict[Gate, tuple[str, str]] = {
    Gate.FIRST_PASS: ("A pair in the first pass.", "Ein mögliches Tandem im ersten Durchgang."),
    Gate.SECOND_PASS: (
        "Only in the second pass: no shared direction, or a slightly lower fit.",
        "Erst im zweiten Durchgang: keine gemeinsame Richtung, oder die Passung ist etwas geringer.",
    ),
    Gate.BELOW_FLOOR: (
        "Never suggested: too little fits.",
        "Wird nicht vorgeschlagen: Zu wenig passt zusammen.",
    ),
    Gate.TOO_ALIKE: (
        "Never suggested: their backgrounds are too alike.",
        "Wird nicht vorgeschlagen: Ihre Hintergründe sind sich zu ähnlich.",
    ),
    Gate.ONE_SIDED: (
        "Never suggested: at least one of them could not learn from the other.",
        "Wird nicht vorgeschlagen: Mindestens eine Person könnte von der anderen nichts lernen.",
    ),
    Gate.TOO_LITTLE_KNOWN: (
        "Never suggested: too little is known about them.",
        "Wird nicht vorgeschlagen: Zu wenig ist über sie bekannt.",
    ),
}
REASON_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.PARTNERS_TAKEN: (
        "Nobody who would fit is free.",
        "Von denen, die passen würden, ist niemand frei.",
    ),
    Reason.BELOW_FLOOR: ("With nobody does enough fit.", "Mit niemandem passt genug zusammen."),
    Reason.TOO_ALIKE: (
        "Those who would fit have too similar a background.",
        "Wer passen würde, hat einen zu ähnlichen Hintergrund.",
    ),
    Reason.ONE_SIDED: (
        "With nobody can both sides learn from each other.",
        "Mit niemandem könnten beide Seiten voneinander lernen.",
    ),
    Reason.TOO_LITTLE_KNOWN: (
        "Too little is known: more offers, wishes, directions or background would help.",
        "Zu wenig ist bekannt: Mehr Angebote, Wünsche, Richtungen oder Hintergrund würden helfen.",
    ),
    Reason.HOURS: (
        "Nobody shares a free hour a week.",
        "Mit niemandem gibt es eine gemeinsame freie Stunde pro Woche.",
    ),
    Reason.LEVEL: ("Nobody is at a close level.", "Niemand ist auf einer nahen Stufe."),
    Reason.LANGUAGE: ("Nobody shares a language.", "Mit niemandem gibt es eine gemeinsame Sprache."),
    Reason.NOBODY: ("Nobody suitable is on the list.", "Niemand Passendes steht auf der Liste."),
}
