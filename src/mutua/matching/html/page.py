"""The page around the sections."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from mutua.matching.fairness import Fairness
from mutua.matching.html import sections
from mutua.matching.html.markup import Markup, element, joined
from mutua.matching.html.voice import Voice
from mutua.matching.match import Matching
from mutua.matching.texts import Texts

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
"""What the browser may load for this file: nothing. Even a mistake in here could run no script."""
LOGO = (
    '<svg class="logo" viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">'
    '<circle class="fill-a" cx="11.5" cy="16" r="10" /><circle class="fill-b" cx="20.5" cy="16" r="10" />'
    '<path class="fill-shared" d="M16 7.07a10 10 0 0 1 0 17.86a10 10 0 0 1 0-17.86z" /></svg>'
)


def write_report(
    matching: Matching,
    *,
    lang: str,
    texts: Texts,
    path: Path,
    comparison: Fairness | None = None,
    fonts: str = "",
) -> None:
    """Write the report of a matching in `lang` (de, en); the file appears whole or not at all.

    fonts: @font-face rules that bring their fonts along; without them the system's are used. Raises OSError.
    """
    page = as_html(matching, lang=lang, texts=texts, comparison=comparison, fonts=fonts)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(page, encoding="utf-8", newline="")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def as_html(
    matching: Matching, *, lang: str, texts: Texts, comparison: Fairness | None = None, fonts: str = ""
) -> str:
    """The report as one HTML text, well-formed as XML too; the same matching always gives the same bytes."""
    voice = Voice(lang, texts)
    title = voice("title", people=voice.many(len(matching.pool), "people"))
    style = fonts + files("mutua.matching.html").joinpath("report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{title} · Mutua"),
        element("style", Markup(style)),
    )
    body = element(
        "body",
        element("a", voice("skip"), class_="skip-link", href="#main"),
        element("header", Markup(LOGO), element("span", "Mutua"), class_="brand"),
        _main(matching, voice, title, comparison),
        _footer(voice),
    )
    return f"<!doctype html>\n{element('html', head, body, lang=lang)}\n"


def _main(matching: Matching, voice: Voice, title: str, comparison: Fairness | None) -> Markup:
    shown: dict[str, tuple[str, Callable[[Matching, Voice], Markup]]] = {
        "proof": ("proof", sections.proof),
        "fit": ("fit", sections.distribution),
        "criteria": ("criteria", sections.criteria),
        "fairness": ("fairness", partial(sections.fairness, compared=comparison)),
        "skills": ("skills", sections.skills),
        "waiting": ("who_waits", sections.waiting),
        "trios": ("trios_heading", sections.trios),
        "pairs": ("pairs_heading", sections.pairs),
    }
    links = [
        element("li", element("a", voice(heading), href=f"#{name}")) for name, (heading, _) in shown.items()
    ]
    contents = element("nav", element("ul", *links), class_="contents", aria_label=voice("contents"))
    parts = [
        element(
            "section",
            element("h2", voice(heading)),
            section(matching, voice),
            id=name,
            class_=f"section {name}",
        )
        for name, (heading, section) in shown.items()
    ]
    return element("main", _opening(matching, voice, title), contents, *parts, id="main")


def _opening(matching: Matching, voice: Voice, title: str) -> Markup:
    counts = {
        "tile_people": len(matching.pool),
        "tile_pairs": len(matching.pairs.fit),
        "tile_trios": len(matching.trios.fit),
        "tile_waiting": len(matching.waiting),
    }
    tiles = [
        element("div", element("dt", voice(key)), element("dd", voice.count(value)))
        for key, value in counts.items()
    ]
    return element(
        "div",
        element("p", voice("kicker"), class_="kicker"),
        element("h1", title),
        element("p", " ".join(_summary(matching, voice)), class_="lead"),
        element("dl", *tiles, class_="tiles"),
        element("p", voice("confidential"), " ", voice("proposal"), class_="notice"),
        class_="opening",
    )


def _summary(matching: Matching, voice: Voice) -> list[str]:
    tandems = [
        voice.many(len(found.fit), noun)
        for found, noun in ((matching.pairs, "pairs"), (matching.trios, "trios"))
        if len(found.fit)
    ]
    said = {
        "people": voice.many(len(matching.pool), "people"),
        "tandems": voice.listed(tandems) or voice("no_tandem"),
        "waiting": voice.many(len(matching.waiting), "waiting"),
    }
    sentences = [voice("lead", **said) if matching.waiting else voice("lead_all", **said)]
    if matching.reopened:
        alone, left = matching.alone.waiting, voice.count(len(matching.waiting))
        if len(matching.trios.fit):
            sentences.append(voice("alone", count=voice.many(alone, "people"), waiting=left))
        else:
            sentences.append(voice("alone_otherwise", count=voice.count(alone), waiting=left))
    without_room = int((matching.pool.capacity == 0).sum())
    if without_room:
        sentences.append(voice("without_room", people=voice.many(without_room, "people")))
    return sentences


def _footer(voice: Voice) -> Markup:
    return element("footer", joined([voice.texts.notes[voice.lang]["mn_not_used"]]))
