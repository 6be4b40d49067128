"""Rounds: who takes part, whom they would like, what the matching found, and what everybody says to it."""

from mutua.rounds.models.proposal import Proposal, Seat
from mutua.rounds.models.review import Nudge, ReviewStep, Split
from mutua.rounds.models.round import Candidate, Circle, Enrolment, Named, Round
from mutua.rounds.models.run import Run, Scenario, Waiting

__all__ = [
    "Candidate",
    "Circle",
    "Enrolment",
    "Named",
    "Nudge",
    "Proposal",
    "ReviewStep",
    "Round",
    "Run",
    "Scenario",
    "Seat",
    "Split",
    "Waiting",
]
