"""Checks the content: both languages alike in ids and structure, references, minutes, placeholders, weights.

`problems(folder)` is empty when all is well. A folder has de/ and en/ with the same YAML files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

# Keys whose value is text for people; everything else must be identical in both languages.
TEXT = frozenset(
    """
    name when fairness prepare title instruction prompts output situation brief twist goals learning_points
    debrief_questions swap own_case_prompt description hint label help question prompt follow_up text if_low
    labels skip why levels partner_contribution first_step scale_note ask starter means request_prompts
    give_hint follow avoid intro signature concept_text subject body rules early_end_message thanks_card
    sentence talk_about fields how_to_support advisor_prompt after left right examples default_text
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# Keys inside texts that hold a code, not words.
CODES = frozenset(
    """
    id group gap_type scope scale method kind basis trigger cap field theme construct visibility default
    lead yields horizon action boundary format suggested_format criterion partner_contribution_kind
    """.split()  # noqa: SIM905
)
AT_LEAST = {
    "agenda_formats": 6,
    "role_plays": 12,
    "boundary_topics": 20,
    "vision_questions": 10,
    "career_journey_prompts": 10,
    "checkin_questions": 8,
    "goal_templates": 12,
    "invitations": 6,
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
KEYED = re.compile(r"[a-z]{2}_")
LAST_SEED = 104

Documents = dict[str, dict[str, Any]]


def problems(folder: Path) -> list[str]:
    """Everything wrong with the content in `folder`, one line each."""
    german, english = _read(folder, "de"), _read(folder, "en")
    found = [f"only in one language: {name}" for name in sorted(german.keys() ^ english.keys())]
    for name in sorted(german.keys() & english.keys()):
        found += _differences(german[name], english[name], name)
    if found:
        return found
    return [*_ids(german), *_references(german), *_sums(german), *_counts(german)]


def _read(folder: Path, lang: str) -> Documents:
    documents: Documents = {}
    for path in sorted((folder / lang).glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if document.pop("lang", None) == lang:
            document.pop("register", None)
            documents[path.stem] = document
    return documents


def _differences(a: Any, b: Any, path: str, text: bool = False) -> Iterator[str]:
    if type(a) is not type(b):
        yield f"{path}: type differs"
    elif isinstance(a, dict):
        yield from _mapping_differences(a, b, path, text)
    elif isinstance(a, list):
        yield from _list_differences(a, b, path, text)
    elif isinstance(a, str) and text and path.rsplit("/", 1)[-1].split("[", 1)[0] not in CODES:
        yield from _text_differences(a, b, path)
    elif a != b:
        yield f"{path}: {a!r} is not {b!r}"


def _mapping_differences(a: dict[Any, Any], b: dict[Any, Any], path: str, text: bool) -> Iterator[str]:
    if list(a) != list(b):
        yield f"{path}: keys differ {set(a) ^ set(b)}"
        return
    for key, value in a.items():
        words = text or key in TEXT or (key == "options" and isinstance(value, dict))
        yield from _differences(value, b[key], f"{path}/{key}", words)


def _list_differences(a: list[Any], b: list[Any], path: str, text: bool) -> Iterator[str]:
    if len(a) != len(b):
        yield f"{path}: length {len(a)} is not {len(b)}"
    for number, (x, y) in enumerate(zip(a, b, strict=False)):
        name = x.get("id", number) if isinstance(x, dict) else number
        yield from _differences(x, y, f"{path}[{name}]", text)


def _text_differences(a: str, b: str, path: str) -> Iterator[str]:
    if not a.strip() or not b.strip():
        yield f"{path}: empty text"
    if sorted(PLACEHOLDER.findall(a)) != sorted(PLACEHOLDER.findall(b)):
        yield f"{path}: placeholders differ"


def _mappings(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every mapping inside `value` with its path, outermost first."""
    if isinstance(value, dict):
        yield path, value
        for key, child in value.items():
            yield from _mappings(child, f"{path}/{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _mappings(child, f"{path}/{number}")


def _ids(documents: Documents) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path, mapping in _mappings(documents, ""):
        key = str(mapping.get("id", ""))
        if KEYED.match(key) and key in seen:
            yield f"{path}: id {key} is also in {seen[key]}"
        seen.setdefault(key, path)
        seeds = mapping.get("seed", [])
        for seed in seeds if isinstance(seeds, list) else []:
            if seed[0] != "S" or not 1 <= int(seed[1:]) <= LAST_SEED:
                yield f"{path}: no such row {seed}"


def _references(documents: Documents) -> Iterator[str]:
    def known(name: str, part: str = "items") -> set[str]:
        return {entry["id"] for entry in documents[name][part]}

    topics, formats = known("boundary_topics"), known("agenda_formats")
    skills = known("profile_catalogue", "skills")
    plays = documents["role_plays"]["items"]
    wanted = [(play["id"], topic, topics) for play in plays for topic in play["boundary_topics"]]
    wanted += [(play["id"], skill, skills) for play in plays for skill in play["skills"]]
    wanted += [(k["id"], k["suggested_format"], formats) for k in documents["guidance_requests"]["kinds"]]
    wanted += [(c["id"], c["boundary"], topics) for c in documents["feedback_prompts"]["categories"]]
    wanted += [("closing_ritual", documents["closing_ritual"]["format"], formats)]
    yield from (f"{where}: unknown {key}" for where, key, there in wanted if key not in there)


def _sums(documents: Documents) -> Iterator[str]:
    for name, part in (("agenda_formats", "blocks"), ("guides", "steps")):
        for entry in documents[name]["items"]:
            if sum(step["minutes"] for step in entry[part]) != entry["total_minutes"]:
                yield f"{entry['id']}: minutes do not add up"
    if sum(entry["default_weight"] for entry in documents["matching_explanations"]["items"]) != 100:
        yield "matching_explanations: weights do not add up to 100"
    if sum(entry["weight"] for entry in documents["profile_catalogue"]["background_facets"]) != 100:
        yield "profile_catalogue: facet weights do not add up to 100"


def _counts(documents: Documents) -> Iterator[str]:
    for name, least in AT_LEAST.items():
        if len(documents[name]["items"]) < least:
            yield f"{name}: fewer than {least} items"
