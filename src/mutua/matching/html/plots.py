"""The plots of a report, each with the table behind it.

SVG without a fixed width: places across are percentages, so that text keeps its size on any screen.
"""

from __future__ import annotations

from mutua.matching.fit import FLOOR_FIRST_PASS, FLOOR_SECOND_PASS
from mutua.matching.html.facts import Band, Demand, Spread
from mutua.matching.html.markup import Markup, Part, element, joined
from mutua.matching.html.tables import table
from mutua.matching.html.voice import Voice

TOP, BASE, AXIS = 28, 190, 212
"""In pixels from above: where the tallest bar ends, where all bars stand, where the axis is written."""
LONG = 1_000
"""Counts from here on are too long to stand over the narrow bars of a phone."""
BAR_ROOM = 74
"""Percent of the width that the longest bar takes, so that its number finds room behind it."""
BAR_HEIGHT = 14
FLOORS = (round(100 * FLOOR_SECOND_PASS), round(100 * FLOOR_FIRST_PASS))


def figure(drawing: Markup, behind: Markup, voice: Voice) -> Markup:
    """A drawing and, folded away under it, its table."""
    fold = element("details", element("summary", voice("as_table")), behind)
    return element("figure", drawing, fold)


def histogram(bands: list[Band], voice: Voice) -> Markup:
    """Tandems by fit, with the floor of either pass marked."""
    tallest = max(band.count for band in bands)
    fullest = next(band for band in bands if band.count == tallest)
    label = voice("fit_label", low=str(fullest.low), high=str(fullest.high))
    drawing = element(
        "svg",
        *_floors(bands[0].low),
        element("line", class_="ground", x1="0", x2="100%", y1=BASE, y2=BASE),
        *(_column(band, bands[0].low, tallest, voice) for band in bands),
        *_axis(bands[0].low),
        class_="histogram long" if tallest >= LONG else "histogram",
        role="img",
        aria_label=label,
        width="100%",
        height=AXIS + 10,
    )
    rows: list[list[Part]] = [[_range(band, voice), voice.count(band.count)] for band in bands]
    return figure(drawing, table([voice("band"), voice("number")], rows, caption=label), voice)


def _across(fit: float, lowest: int) -> str:
    return f"{100 * (fit - lowest) / (100 - lowest):.2f}%"


def _range(band: Band, voice: Voice) -> str:
    return voice("band_to" if band.high == 100 else "band_under", low=str(band.low), high=str(band.high))


def _column(band: Band, lowest: int, tallest: int, voice: Voice) -> Markup:
    if not band.count:
        return Markup()
    height = max(2.0, (BASE - TOP) * band.count / tallest)
    margin = 0.08 * (band.high - band.low)
    bar = element(
        "rect",
        class_="fill-a",
        x=_across(band.low + margin, lowest),
        y=f"{BASE - height:.1f}",
        width=_across(band.high - band.low - 2 * margin + lowest, lowest),
        height=f"{height:.1f}",
        rx="3",
    )
    middle = _across((band.low + band.high) / 2, lowest)
    number = element("text", voice.count(band.count), class_="value", x=middle, y=f"{BASE - height - 7:.1f}")
    return joined([bar, number])


def _floors(lowest: int) -> list[Markup]:
    return [
        element("line", class_="floor", x1=_across(floor, lowest), x2=_across(floor, lowest), y1="8", y2=BASE)
        for floor in FLOORS
    ]


def _axis(lowest: int) -> list[Markup]:
    classes = {100: "axis last", **dict.fromkeys(FLOORS, "axis at-floor")}
    return [
        element("text", fit, class_=classes.get(fit, "axis"), x=_across(fit, lowest), y=AXIS)
        for fit in sorted({*range(lowest + 5 - (lowest + 5) % 10, 101, 10), *FLOORS})
    ]


def ranges(spreads: list[Spread], voice: Voice) -> Markup:
    """Mean and quartiles of each criterion on a line from 0 to 100."""
    label = voice("criteria_label")
    lines = [
        element(
            "div",
            element("span", voice.criterion(spread.criterion), class_="name"),
            _range_line(spread),
            element("span", _said(spread, voice), class_="value"),
            class_="plot-row",
        )
        for spread in spreads
    ]
    heads = ["criterion", "weight", "mean", "quarter", "median", "three_quarters", "unknown_share"]
    rows = [_spread_row(spread, voice) for spread in spreads]
    drawing = element("div", *lines, class_="plot ranges", role="img", aria_label=label)
    return figure(drawing, table([voice(head) for head in heads], rows, caption=label), voice)


def _range_line(spread: Spread) -> Markup:
    shapes = [element("line", class_="ground", x1="0", x2="100%", y1="14", y2="14")]
    if spread.quartiles and spread.mean is not None:
        start, middle, end = spread.quartiles
        median, width = f"{middle:.2f}%", f"{max(0.5, end - start):.2f}%"
        shapes += [
            element("rect", class_="fill-soft-a", x=f"{start:.2f}%", width=width, y="5", height="18", rx="4"),
            element("line", class_="median", x1=median, x2=median, y1="3", y2="25"),
            element("circle", class_="fill-b", cx=f"{spread.mean:.2f}%", cy="14", r="5"),
        ]
    return element("svg", *shapes, class_="track", width="100%", height="28")


def _said(spread: Spread, voice: Voice) -> str:
    mean = voice("unknown") if spread.mean is None else voice.decimal(spread.mean)
    if spread.mean is None or not spread.unknown:
        return mean
    return f"{mean} · {voice('unknown_for', share=voice.percent(spread.unknown))}"


def _spread_row(spread: Spread, voice: Voice) -> list[Part]:
    quartiles = spread.quartiles or (None, None, None)
    values = [voice.decimal(value) for value in (spread.mean, *quartiles)]
    return [voice.criterion(spread.criterion), spread.weight, *values, voice.percent(spread.unknown)]


def supply_and_demand(demands: list[Demand], voice: Voice, caption: str) -> Markup:
    """Two bars per skill: by how many it is wished for, and by how many offered."""
    most = max(max(demand.wished, demand.offered + demand.close) for demand in demands)
    lines = [_demand_row(demand, most, voice) for demand in demands]
    heads = [voice(head) for head in ("skill", "wished", "offered", "close")]
    rows: list[list[Part]] = [
        [
            voice.label("skill", demand.skill),
            *map(voice.count, (demand.wished, demand.offered, demand.close)),
        ]
        for demand in demands
    ]
    drawing = element("div", *lines, class_="plot", role="img", aria_label=caption)
    return figure(drawing, table(heads, rows, caption=caption), voice)


def _demand_row(demand: Demand, most: int, voice: Voice) -> Markup:
    bars = element(
        "svg",
        *_bar([(demand.wished, "fill-b")], most, 2, voice),
        *_bar([(demand.offered, "fill-a"), (demand.close, "fill-soft-a")], most, 6 + BAR_HEIGHT, voice),
        class_="track",
        width="100%",
        height=2 * BAR_HEIGHT + 10,
    )
    name = element("span", voice.label("skill", demand.skill), class_="name")
    return element("div", name, bars, class_="plot-row")


def _bar(stretches: list[tuple[int, str]], most: int, top: int, voice: Voice) -> list[Markup]:
    """Stretches one after the other, each with its fill, and their counts at the end; “7 + 3” for two."""
    shapes, done = [], 0
    for count, fill in stretches:
        start, width = f"{BAR_ROOM * done / most:.2f}%", f"{BAR_ROOM * count / most:.2f}%"
        if count:
            shapes.append(
                element("rect", class_=fill, x=start, y=top, width=width, height=BAR_HEIGHT, rx="3")
            )
        done += count
    counts = [voice.count(count) for place, (count, _) in enumerate(stretches) if count or not place]
    end = f"{BAR_ROOM * done / most:.2f}%"
    number = element("text", " + ".join(counts), class_="beside", x=end, dx="6", y=top + BAR_HEIGHT - 2)
    return [*shapes, number]


def legend(voice: Voice) -> Markup:
    """Which colour stands for wishes, for offers, and for offers of something close."""
    keys = [
        element("span", element("span", class_=f"key {fill}"), voice(phrase), class_="legend-item")
        for fill, phrase in (
            ("back-b", "key_wished"),
            ("back-a", "key_offered"),
            ("back-soft-a", "key_close"),
        )
    ]
    return element("p", *keys, class_="legend")
