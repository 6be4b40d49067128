"""What can be wrong with a file of edges or of pairs, and how to mend it, in English and German."""

from __future__ import annotations

MENDS: dict[str, tuple[str, str]] = {
    "utf16": (
        "The file is UTF-16; save it as plain text.",
        "Die Datei ist UTF-16; speichere sie als reinen Text.",
    ),
    "not_text": ("This is not text.", "Das ist kein Text."),
    "no_header": (
        "Before the edges one line `p edge NODES EDGES` is needed.",
        "Vor den Kanten muss eine Zeile `p edge KNOTEN KANTEN` stehen.",
    ),
    "header": (
        "Write `p edge NODES EDGES` with two whole numbers, at most {nodes} nodes.",
        "Schreibe `p edge KNOTEN KANTEN` mit zwei ganzen Zahlen, höchstens {nodes} Knoten.",
    ),
    "second_header": (
        "Only one line may begin with p; join the graphs into one.",
        "Nur eine Zeile darf mit p beginnen; mach aus den Graphen einen.",
    ),
    "unknown_line": (
        "A line begins with e (an edge), c (a comment) or, once, p.",
        "Eine Zeile beginnt mit e (Kante), c (Kommentar) oder, einmal, mit p.",
    ),
    "edge": (
        "Write an edge as `e NODE NODE WEIGHT`, nothing after it.",
        "Schreibe eine Kante als `e KNOTEN KNOTEN GEWICHT`, danach nichts.",
    ),
    "node": ("Nodes are whole numbers from 1 to {nodes}.", "Knoten sind ganze Zahlen von 1 bis {nodes}."),
    "loop": (
        "An edge joins two different nodes; take this line out.",
        "Eine Kante verbindet zwei verschiedene Knoten; nimm diese Zeile heraus.",
    ),
    "weight": (
        "A weight is a whole number from 0 to {weight}.",
        "Ein Gewicht ist eine ganze Zahl von 0 bis {weight}.",
    ),
    "more": (
        "This is one edge more than the {edges} that the p line names; mend the p line.",
        "Das ist eine Kante mehr als die {edges} der p-Zeile; berichtige die p-Zeile.",
    ),
    "fewer": (
        "The p line names {edges} edges, the file ends after {found}; mend the p line or complete the file.",
        "Die p-Zeile nennt {edges} Kanten, die Datei endet nach {found}; berichtige oder ergänze sie.",
    ),
    "pairs": (
        "Write `s WEIGHT` once, then a line `m NODE NODE` per pair.",
        "Schreibe einmal `s GEWICHT`, dann je Paar eine Zeile `m KNOTEN KNOTEN`.",
    ),
}


class GraphProblem(ValueError):  # noqa: N818 - it is told to people, line by line
    """The first thing to mend in a file: its line, counted from 1, what stands there, and a code of MENDS."""

    def __init__(self, line: int, text: str, code: str, **details: int) -> None:
        super().__init__(f"line {line}: {text!r}. {MENDS[code][0].format(**details)}")
        self.line = line
        self.text = text
        self.code = code
        self.details = details

    def told_in(self, lang: str) -> str:
        """Where it is, what stands there, and how to mend it."""
        return f"{'Zeile' if lang == 'de' else 'line'} {self.line}, {self.text!r}: {self.mend_in(lang)}"

    def mend_in(self, lang: str) -> str:
        """How to mend it, in German (`de`) or English (anything else)."""
        english, german = MENDS[self.code]
        return (german if lang == "de" else english).format(**self.details)
