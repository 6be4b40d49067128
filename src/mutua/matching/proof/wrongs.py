"""What the checker can find wrong, in English and German; filled with what it names."""

from __future__ import annotations

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
    "number_differs": (
        "Tandem {tandem} ({people}): `{column}` is {number}, the list says {said}.",
        "Tandem {tandem} ({people}): `{column}` ist {number}, in der Liste steht {said}.",
    ),
    "number_missing": (
        "Tandem {tandem} ({people}): `{column}` is {number}, the list leaves it out.",
        "Tandem {tandem} ({people}): `{column}` ist {number} und fehlt in der Liste.",
    ),
    "number_unknown": (
        "Tandem {tandem} ({people}): `{column}` is not known, the list says {said}.",
        "Tandem {tandem} ({people}): `{column}` ist nicht bekannt, in der Liste steht {said}.",
    ),
    "below_floor": (
        "The tandem of {people} has a fit of {fit}; by the proof none is to fit less than {floor}.",
        "Das Tandem aus {people} hat die Passung {fit}; laut Beweis soll keine unter {floor} liegen.",
    ),
    "proposed_differs": (
        "Pairs and trios in the list: {pairs} + {trios}; the proof speaks of {said}.",
        "Paare und Trios in der Liste: {pairs} + {trios}; laut Beweis sind es {said}.",
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
        "Pairs counted: {pairs}; claimed: {said}.",
        "Gezählte Paare: {pairs}; behauptet: {said}.",
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
        "The prices prove that there cannot be more pairs than {most}, but {said} is claimed.",
        "Die Preise beweisen, dass es nicht mehr Paare als {most} geben kann, behauptet wird {said}.",
    ),
    "most_missing": (
        "The prices prove that there cannot be more pairs than {most}, but nothing is claimed.",
        "Die Preise beweisen, dass es nicht mehr Paare als {most} geben kann, behauptet wird nichts.",
    ),
    "most_unproven": (
        "That there cannot be more pairs than {said} is claimed, but without a bonus nothing proves it.",
        "Mehr Paare als {said} soll es nicht geben können; ohne Zuschlag beweist das nichts.",
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
