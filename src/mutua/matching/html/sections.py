"""The sections of a report, each a heading with what it shows."""

from __future__ import annotations

import numpy as np

from mutua.matching.fairness import Fairness
from mutua.matching.fit import Fits
from mutua.matching.html import plots
from mutua.matching.html.facts import (
    bands,
    demands,
    spreads,
    tandem_fits,
    waiting_groups,
)
from mutua.matching.html.markup import Markup, Part, element, joined
from mutua.matching.html.reasons import fit_in_words, reason, strongest_criteria
from mutua.matching.html.rings import ring
from mutua.matching.html.tables import table
from mutua.matching.html.voice import Voice
from mutua.matching.match import Matching
from mutua.matching.pool import Pool
from mutua.matching.texts import REASON_SENTENCES, pick

MOST_PAIRS, MOST_DRAWN, MOST_NAMED = 1_000, 200, 300
"""How many pairs are listed, trios drawn and waiting people named per reason: what a person still reads."""
FEW_PAIRS = 10
"""Below so many pairs their weight would tell who marked whom, because marks count in it."""


def paragraph(words: Part, **attributes: Part) -> Markup:
    """One paragraph."""
    return element("p", words, **attributes)


def proof(matching: Matching, voice: Voice) -> Markup:
    """What is proven, in one sentence, and how to check it."""
    alone = matching.alone
    share = voice.percent(alone.gap / max(alone.upper_bound, 1), digits=2)
    sentence = voice("proof_exact") if alone.exact else voice("proof_within", share=share)
    gap = voice.count(alone.gap)
    if len(alone.pairs) < FEW_PAIRS:
        sentence += voice("proof_few", gap=gap)
    else:
        weight, bound = voice.count(alone.weight), voice.count(alone.upper_bound)
        sentence += voice("proof_numbers", weight=weight, bound=bound, gap=gap)
    notes = [voice("proof_weight"), *([voice("proof_scope")] if matching.reopened else [])]
    if matching.waiting and matching.least_waiting == len(matching.waiting):
        notes.append(voice("proof_least", least=voice.count(matching.least_waiting)))
    command = element("code", f"mutua verify {voice('proof_files')}")
    return joined(
        [
            paragraph(sentence, class_="lead-in"),
            paragraph(" ".join(notes)),
            element("p", voice("proof_check"), " ", command, class_="muted"),
        ]
    )


def distribution(matching: Matching, voice: Voice) -> Markup:
    """The histogram of fits."""
    fits = tandem_fits(matching)
    if not len(fits):
        return paragraph(voice("fit_none"))
    second, first = plots.FLOORS
    mean = voice("fit_text", mean=voice.decimal(float(fits.mean())))
    floors = voice("fit_floor", first=str(first), second=str(second))
    return joined([paragraph(f"{mean} {floors}"), plots.histogram(bands(matching), voice)])


def criteria(matching: Matching, voice: Voice) -> Markup:
    """Each criterion over all tandems."""
    if not len(tandem_fits(matching)):
        return paragraph(voice("fit_none"))
    return joined([paragraph(voice("criteria_text")), plots.ranges(spreads(matching), voice)])


def skills(matching: Matching, voice: Voice) -> Markup:
    """What is wished for and offered."""
    parts = [paragraph(voice("skills_text")), plots.legend(voice)]
    for heading, nothing, found in zip(
        ("scarce", "plenty"), ("no_scarce", "no_plenty"), demands(matching.pool), strict=True
    ):
        parts.append(element("h3", voice(heading)))
        parts.append(
            plots.supply_and_demand(found, voice, voice(heading)) if found else paragraph(voice(nothing))
        )
    return joined(parts)


def fairness(matching: Matching, voice: Voice, compared: Fairness | None) -> Markup:
    """How the weakest tandems do, and pairs that would rather have each other."""
    fits = tandem_fits(matching)
    lowest = float(fits.min()) if len(fits) else None
    tenth = float(np.quantile(fits, 0.1)) if len(fits) else None
    facts = {
        "smallest_fit": voice.decimal(lowest),
        "lowest_tenth": voice.decimal(tenth),
        "blocking": voice.count(matching.blocking_pairs),
    }
    pairs = [element("div", element("dt", voice(key)), element("dd", value)) for key, value in facts.items()]
    parts = [element("dl", *pairs, class_="tiles"), paragraph(voice("blocking_text"), class_="muted")]
    if compared:
        before, option, after = voice("comparison_text").partition("--leave-no-one-behind")
        parts += [element("h3", voice("comparison")), element("p", before, element("code", option), after)]
        parts.append(_comparison(compared, voice))
    return joined(parts)


def _comparison(compared: Fairness, voice: Voice) -> Markup:
    outcomes = (compared.by_root, compared.smallest_first)
    rows: list[list[Part]] = [
        [voice("smallest_fit"), *(voice.decimal(100 * outcome.smallest_fit) for outcome in outcomes)],
        [voice("sum"), *(voice.count(round(100 * outcome.sum)) for outcome in outcomes)],
        [voice("blocking"), *(voice.count(outcome.blocking_pairs) for outcome in outcomes)],
    ]
    heads = [voice("measure"), voice("by_root"), voice("smallest_first")]
    return table(heads, rows, caption=voice("comparison_caption"))


def waiting(matching: Matching, voice: Voice) -> Markup:
    """Who waits, by the nearest reason."""
    if not matching.waiting:
        return paragraph(voice("nobody_waits"))
    parts = [paragraph(voice("who_waits_text"))]
    for why, people in waiting_groups(matching):
        said = pick(REASON_SENTENCES[why], voice.lang).removesuffix(".")
        parts.append(element("h3", f"{said} ({voice.many(len(people), 'people')})"))
        named = [element("li", person_name(matching.pool, person)) for person in people[:MOST_NAMED]]
        parts.append(element("ul", *named, class_="names"))
        if len(people) > MOST_NAMED:
            rest = voice.many(len(people) - MOST_NAMED, "more")
            parts.append(paragraph(voice("waiting_left_out", count=rest), class_="muted"))
    return joined(parts)


def trios(matching: Matching, voice: Voice) -> Markup:
    """Each trio drawn, the weakest first."""
    fits = matching.trios.fit
    if not len(fits):
        return paragraph(voice("no_trios"))
    pool, cards = matching.pool, []
    for number in np.argsort(fits, kind="stable")[:MOST_DRAWN].tolist():
        members = matching.trios.members[number].tolist()
        title = voice.listed([pool.names[person] for person in members])
        fit = paragraph(fit_in_words(float(fits[number]), voice), class_="badge")
        cards.append(element("li", element("h3", title), fit, ring(pool, members, voice), class_="card"))
    parts = [paragraph(voice("trios_text")), element("ul", *cards, class_="cards")]
    if len(fits) > MOST_DRAWN:
        parts.append(_left_out(MOST_DRAWN, len(fits), voice))
    return joined(parts)


def pairs(matching: Matching, voice: Voice) -> Markup:
    """The pairs, the weakest first."""
    found = matching.pairs
    if not len(found.fit):
        return paragraph(voice("no_pairs"))
    shown = np.argsort(found.fit, kind="stable")[:MOST_PAIRS]
    strongest = strongest_criteria(found)
    settled = {frozenset(pair) for pair in matching.pool.relations.locks.tolist()}
    rows = [
        _pair_row(matching.pool, found, number, voice, criterion=strongest[number], settled=settled)
        for number in shown.tolist()
    ]
    heads = [voice(head) for head in ("tandem", "in_words", "strongest", "hours", "languages")]
    parts = [
        paragraph(f"{voice('pairs_text')} {voice('pairs_text_reason')}"),
        table(heads, rows, caption=voice("pairs_caption"), stack=True),
    ]
    if len(found.fit) > len(shown):
        parts.append(_left_out(len(shown), len(found.fit), voice))
    return joined(parts)


def _pair_row(
    pool: Pool,
    found: Fits,
    number: int,
    voice: Voice,
    *,
    criterion: str,
    settled: set[frozenset[int]],
) -> list[Part]:
    one, other = int(found.first[number]), int(found.second[number])
    hours = float(pool.free_time.shared_hours(found.first[[number]], found.second[[number]])[0])
    label = [element("strong", voice.criterion(criterion)), ": "] if criterion else []
    fit = fit_in_words(float(found.fit[number]), voice)
    if frozenset((one, other)) in settled:
        fit += f" · {voice('locked')}"
    shared = sorted(set(pool.languages.names(one)) & set(pool.languages.names(other)))
    return [
        joined(element("span", person_name(pool, person), class_="one") for person in (one, other)),
        fit,
        joined([*label, reason(pool, one, other, criterion, voice)]),
        voice("unknown") if np.isnan(hours) else voice.decimal(hours),
        ", ".join(shared) or voice("unknown"),
    ]


def _left_out(shown: int, everything: int, voice: Voice) -> Markup:
    counts = {"shown": shown, "all": everything, "count": everything - shown}
    said = {key: voice.count(value) for key, value in counts.items()}
    return paragraph(voice("left_out", **said), class_="muted")


def person_name(pool: Pool, person: int) -> Markup:
    """The name, and the id where it says more; either may be written in any direction."""
    name, own_id = pool.names[person], pool.ids[person]
    if name == own_id:
        return element("bdi", name)
    return joined([element("bdi", name), element("bdi", own_id, class_="id")], between=" ")
