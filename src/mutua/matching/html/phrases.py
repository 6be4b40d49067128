"""The words of a report, (English, German); gaps in braces, singular and plural parted by “|”."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    # Nouns
    "people": ("person|people", "Person|Personen"),
    "pairs": ("pair|pairs", "Paar|Paare"),
    "trios": ("trio|trios", "Trio|Trios"),
    "waiting": ("person waits|people wait", "Person wartet|Personen warten"),
    "more": ("more|more", "weitere Person|weitere Personen"),
    # The page
    "title": ("Tandems for {people}", "Tandems für {people}"),
    "kicker": ("Matching report", "Matching-Bericht"),
    "skip": ("Skip to content", "Zum Inhalt springen"),
    "contents": ("Contents", "Inhalt"),
    "lead_all": (
        "{tandems} from {people}, and nobody waits.",
        "Aus {people} werden {tandems}, und niemand wartet.",
    ),
    "lead": ("{tandems} from {people}; {waiting}.", "Aus {people} werden {tandems}; {waiting}."),
    "alone": (
        "With pairs alone, {count} would wait; trios bring that down to {waiting}.",
        "Mit Paaren allein würden {count} warten; durch Trios sind es noch {waiting}.",
    ),
    "alone_otherwise": (
        "Other pairs than those of the best fit bring the number waiting down from {count} to {waiting}.",
        "Andere als die bestpassenden Paare senken die Zahl der Wartenden von {count} auf {waiting}.",
    ),
    "without_room": (
        "Not counted as waiting: {people} without room for a tandem at the moment.",
        "Nicht als wartend gezählt: {people} ohne Platz für ein Tandem.",
    ),
    "no_tandem": ("no tandem", "keine Tandems"),
    "tile_people": ("People", "Personen"),
    "tile_pairs": ("Pairs", "Paare"),
    "tile_trios": ("Trios", "Trios"),
    "tile_waiting": ("Waiting", "Wartende"),
    "confidential": (
        "Confidential: this report names people. It is meant for those who coordinate the programme.",
        "Vertraulich: Dieser Bericht nennt Namen. Er ist für die Koordination des Programms bestimmt.",
    ),
    "proposal": (
        "These are proposals. A tandem begins only when everyone in it agrees.",
        "Das sind Vorschläge. Ein Tandem entsteht nur, wenn alle Beteiligten zustimmen.",
    ),
    "as_table": ("The figures as a table", "Die Zahlen als Tabelle"),
    "unknown": ("unknown", "unbekannt"),
    # The proof
    "proof": ("The proof", "Der Beweis"),
    "proof_exact": (
        "No other set of pairs is larger, and none of the same size is heavier",
        "Keine andere Auswahl von Paaren ist größer, und keine gleich große wiegt mehr",
    ),
    "proof_within": (
        "The pairs are within {share} of the best that any answer could reach",
        "Die Paare liegen höchstens {share} unter dem, was irgendeine Auswahl erreichen könnte",
    ),
    "proof_numbers": (
        ": weight {weight}, upper bound {bound}, gap {gap}.",
        ": Gewicht {weight}, Obergrenze {bound}, Abstand {gap}.",
    ),
    "proof_few": (
        " (gap {gap}; the weight of so few pairs is not told).",
        " (Abstand {gap}; das Gewicht so weniger Paare steht hier nicht).",
    ),
    "proof_weight": (
        "Weight adds up 1000 times the root of each fit; what people marked and second choices count in it.",
        "Das Gewicht summiert je Paar 1000-mal die Wurzel der Passung; Wünsche und zweite Wahl zählen mit.",
    ),
    "proof_scope": (
        "This holds for the best pairs alone. Other tandems are proposed, so that fewer people wait.",
        "Das gilt für die besten Paare allein. Vorgeschlagen sind andere Tandems, damit weniger warten.",
    ),
    "proof_least": (
        "With the pairs and trios considered, no answer leaves fewer than {least} waiting.",
        "Mit den betrachteten Paaren und Trios lässt sich die Zahl der Wartenden nicht unter {least} senken.",
    ),
    "proof_check": ("To check it independently:", "Unabhängig nachprüfen:"),
    "proof_files": ("PAIRS.csv --people PEOPLE.csv", "PAARE.csv --people LISTE.csv"),
    # Distribution
    "fit": ("How well they fit", "Wie gut es passt"),
    "fit_text": (
        "On average a tandem fits at {mean} of 100 points.",
        "Im Mittel liegt die Passung eines Tandems bei {mean} von 100 Punkten.",
    ),
    "fit_floor": (
        "Nothing below {second} is suggested; from {first} on, a pair counts as a first choice (dashed).",
        "Unter {second} wird nichts vorgeschlagen; ab {first} zählt ein Paar als erste Wahl (gestrichelt).",
    ),
    "fit_label": (
        "Tandems by fit, in steps of five points. Most lie between {low} and {high}.",
        "Tandems nach Passung, in Schritten von fünf Punkten. Die meisten liegen zwischen {low} und {high}.",
    ),
    "fit_none": ("There is no tandem to show.", "Es gibt kein Tandem zu zeigen."),
    "band": ("Fit", "Passung"),
    "band_to": ("{low} to {high}", "{low} bis {high}"),
    "band_under": ("{low} to under {high}", "{low} bis unter {high}"),
    "number": ("Tandems", "Tandems"),
    # By criterion
    "criteria": ("By criterion", "Nach Kriterium"),
    "criteria_text": (
        "The band holds the middle half of all tandems, the line its median, the dot the mean.",
        "Das Band umfasst die mittlere Hälfte aller Tandems, der Strich den Median, der Punkt das Mittel.",
    ),
    "criteria_label": (
        "Mean and quartiles of each criterion, from 0 to 100.",
        "Mittel und Quartile jedes Kriteriums, von 0 bis 100.",
    ),
    "criterion": ("Criterion", "Kriterium"),
    "weight": ("Weight", "Gewicht"),
    "mean": ("Mean", "Mittel"),
    "quarter": ("Lower quartile", "Unteres Quartil"),
    "median": ("Median", "Median"),
    "three_quarters": ("Upper quartile", "Oberes Quartil"),
    "unknown_share": ("Unknown", "Unbekannt"),
    "unknown_for": ("unknown for {share}", "unbekannt bei {share}"),
    # Skills
    "skills": ("Wished for and offered", "Gewünscht und angeboten"),
    "skills_text": (
        "People who wish for a skill or offer it. Whoever takes no tandem at the moment is not counted.",
        (
            "Personen, die eine Fähigkeit lernen möchten oder anbieten. Wer gerade an keinem Tandem "
            "teilnimmt, zählt nicht mit."
        ),
    ),
    "scarce": ("Scarce: more wishes than offers", "Knapp: mehr Wünsche als Angebote"),
    "plenty": ("In plenty: more offers than wishes", "Reichlich: mehr Angebote als Wünsche"),
    "no_scarce": ("No skill is scarce.", "Keine Fähigkeit ist knapp."),
    "no_plenty": ("No skill is offered in plenty.", "Keine Fähigkeit ist reichlich da."),
    "skill": ("Skill", "Fähigkeit"),
    "key_wished": ("wished for", "gewünscht"),
    "key_offered": ("offered", "angeboten"),
    "key_close": ("only something close offered", "nur Verwandtes angeboten"),
    "close": ("Only something close offered by", "Nur Verwandtes angeboten von"),
    "wished": ("Wished for by", "Gewünscht von"),
    "offered": ("Offered by", "Angeboten von"),
    # Fairness
    "fairness": ("Fairness", "Fairness"),
    "smallest_fit": ("Smallest fit", "Kleinste Passung"),
    "lowest_tenth": ("The lowest tenth ends at", "Das untere Zehntel endet bei"),
    "blocking": ("Blocking pairs", "Blockierende Paare"),
    "blocking_text": (
        (
            "Blocking are two people who would both rather have each other. For information only: an answer "
            "without any need not exist."
        ),
        (
            "Blockierend sind zwei Personen, die beide lieber einander hätten. Nur zur Information: Eine "
            "Lösung ganz ohne solche Paare gibt es nicht immer."
        ),
    ),
    "comparison": (
        "Two aims compared",
        "Zwei Ziele im Vergleich",
    ),
    "comparison_caption": (
        "Two aims compared, on the pairs before any trio is formed",
        "Zwei Ziele im Vergleich, für die Paare, bevor Trios entstehen",
    ),
    "comparison_text": (
        (
            "By default the square root of the fit counts, which avoids weak fits. With "
            "--leave-no-one-behind the smallest fit is made as large as possible first, then the sum."
        ),
        (
            "Üblicherweise zählt die Wurzel der Passung, was schwache Passungen vermeidet. "
            "Mit --leave-no-one-behind wird zuerst die kleinste Passung so groß wie möglich, dann die Summe."
        ),
    ),
    "by_root": ("Root of the fit", "Wurzel der Passung"),
    "smallest_first": ("Smallest fit first", "Kleinste Passung zuerst"),
    "measure": ("Measure", "Maß"),
    "sum": ("Sum of fits", "Summe der Passungen"),
    # Waiting
    "who_waits": ("Who waits, and why", "Wer wartet, und warum"),
    "who_waits_text": (
        "For each person the reason that stood nearest to a tandem.",
        "Genannt ist jeweils, woran es zuletzt gescheitert ist.",
    ),
    "nobody_waits": ("Nobody waits.", "Niemand wartet."),
    "waiting_left_out": (
        "{count} not listed here; waiting.csv holds everyone.",
        "{count} hier nicht aufgeführt; vollständig in waiting.csv.",
    ),
    # Trios
    "trios_heading": ("Trios and rings", "Trios und Ringe"),
    "trios_text": (
        (
            "In a trio each learns from at least one of the others and gives to at least one. The arrows say "
            "what flows. The weakest fit comes first."
        ),
        (
            "In einem Trio lernt jede Person von mindestens einer anderen und gibt an mindestens eine etwas "
            "weiter. Die Pfeile zeigen, was fließt. Die schwächste Passung steht zuerst."
        ),
    ),
    "no_trios": ("There are no trios.", "Es gibt keine Trios."),
    "flow": ("{giver} shows {taker}", "{giver} zeigt {taker}"),
    "ring_label": ("What flows between {people}", "Was zwischen {people} fließt"),
    # Pairs
    "pairs_heading": ("The pairs", "Die Paare"),
    "pairs_text": (
        "The weakest fit comes first. “Very good” begins at 70 of 100 points, “good” at 55, “fair” at 45.",
        (
            "Die schwächste Passung steht zuerst. „Sehr gut“ beginnt bei 70 von 100 Punkten, „gut“ bei 55, "
            "„ordentlich“ bei 45."
        ),
    ),
    "pairs_text_reason": (
        "The reason named is the criterion in which the pair stands out most among all pairs.",
        "Als Grund steht das Kriterium, mit dem sich das Paar am stärksten von den anderen abhebt.",
    ),
    "pairs_caption": ("Pairs, the weakest fit first", "Paare, die schwächste Passung zuerst"),
    "no_pairs": ("There are no pairs.", "Es gibt keine Paare."),
    "left_out": (
        "{shown} of {all} are listed; {count} are left out here. The file of tandems holds them all.",
        "{shown} von {all} sind aufgeführt; {count} fehlen hier. Vollständig ist die Datei der Tandems.",
    ),
    "tandem": ("Tandem", "Tandem"),
    "in_words": ("Fit", "Passung"),
    "strongest": ("Strongest reason", "Stärkster Grund"),
    "hours": ("Shared hours a week", "Gemeinsame Stunden pro Woche"),
    "languages": ("Languages", "Sprachen"),
    "locked": ("settled beforehand", "vorab festgelegt"),
    "very_good": ("very good", "sehr gut"),
    "good": ("good", "gut"),
    "fair": ("fair", "ordentlich"),
    "just": ("just enough", "knapp"),
    # Reasons for a pair
    "shows": ("{giver} shows {skills}", "{giver} zeigt {skills}"),
    "differ_in": ("they differ in {words}", "verschieden in: {words}"),
    "differ": ("different backgrounds", "verschiedene Hintergründe"),
    "career_goals": ("they share a direction", "gemeinsame Richtung"),
    "experience": (
        "a comparable level and a similar amount of experience",
        "vergleichbare Stufe und ähnlich viel Erfahrung",
    ),
    "challenges": ("they know the same hurdles", "dieselben Hürden"),
    "working_values": ("they want a similar way of working", "ähnliche Wünsche an die Zusammenarbeit"),
    "enough_time": ("{hours} shared hours a week", "{hours} gemeinsame Stunden pro Woche"),
}
