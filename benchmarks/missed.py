"""Where a bar is missed: why, and what was tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.results import Claim

WHY: dict[str, str] = {
    # By the beginning of a claim's work.
    "start, code compiled before": (
        "Two thirds are numba: loading it, and what it knows of numpy, before the first function "
        "can come from disk. scipy, collecting garbage and what a short command does not need are "
        "gone (ADR 14). What would help more is a second implementation for short lists, which "
        "nobody wants to keep equal."
    ),
    "start, nothing compiled yet": (
        "numba compiles a function again within each function that calls it. Both processors "
        "compile now, which set-up does as well, so that only whoever deletes the compiled code "
        "waits."
    ),
    "2,000 people drawn from the survey: after the start": (
        "A third of it is the linear relaxation of trios (HiGHS), three rounds with ever more "
        "columns. Ending it amid the best shares took half of its time away; dropping columns "
        "between rounds, the simplex method and coarser first rounds did not help."
    ),
    "100,000 invented people: time": (
        "Read 4 s, shortlists 21, fits 4, the optimum 21, trios and the pairs beside them 10, "
        "words and proof 8, on two processors. The optimum runs on one: a single tree over the "
        "whole graph takes 8 s at its end, waiting for memory."
    ),
    "candidates of 100,000 invented people: time": (
        "CPU time of both processors together; 25 s pass. It was measured while other work ran on this "
        "machine: the bench's own small work took up to 0.58 s instead of 0.34 s."
    ),
    "departmental, 100,000 people": (
        "Two thirds are the auction, in 32-bit numbers and fetched ahead. Other steps, more arcs "
        "remembered and other orders of bidding were no faster."
    ),
    "departmental, 1,000,000 people": (
        "As for 100,000. It was run once; LEMON took 216 s here, and 271 s under load before."
    ),
    "growth of time with people, departmental": (
        "As far as we can tell, memory: what 10,000 people need stays near the processor, what a "
        "million need does not. Fetching arcs ahead took part of that away."
    ),
    "growth of time with people, random": "As for departmental graphs.",
    "growth of time with people, knn-like": (
        "As for departmental graphs; and the searches after the auction go farther, the more "
        "people there are."
    ),
    "growth of time with people, lists": (
        "Shortlists: the more people share a skill, the more entries one looks through before the "
        "best are certain, until EFFORT ends it."
    ),
}


def reasons(claims: Sequence[Claim]) -> Iterator[str]:
    """A section about the missed ones of these claims; nothing where none is missed."""
    missed = [claim for claim in claims if claim.reached is False]
    if not missed:
        return
    yield "## What is missed, and why\n"
    for claim in missed:
        why = next((why for work, why in WHY.items() if claim.work.startswith(work)), "")
        yield f"- **{claim.work}**: {claim.measured}, must be {claim.must}. {why}".rstrip()
    yield ""
