"""Rounds in several states for the access matrix: Dora coordinates, Amira takes part, with Greta."""

from __future__ import annotations

from datetime import datetime, timedelta

from mutua.people.imports.models import PeopleImport
from mutua.people.models import Person
from mutua.programmes.models import Programme
from mutua.rounds.actions.circle import start_circle
from mutua.rounds.models import Candidate, Enrolment, Proposal, Round, Run, Scenario, Seat, Waiting
from tests.factories import make_person, make_profile
from tests.rounds.team import make_programme

REVIEWED = ("draft", "lock", "split", "swap")
MATCHED = ("progress", "live", "stop")
IN_REVIEW = ("review", "undo", "send", "place", "choose")
TAKING_PART = ("mine", "join", "leave", "wishes", "forget", "mark", "rematch")


def rounds_world(dora: Person, amira: Person, greta: Person, at: datetime) -> dict[str, object]:
    """What fills the addresses of rounds, programmes and insights."""
    programme = make_programme(dora, join_key="a-key", join_domains=["elsewhere.example"])
    reviewed, matched, wished, sent = (
        _round(programme, state, at) for state in ("review", "matching", "wishes", "confirmation")
    )
    scenario = _scenario(reviewed, Run.State.DONE, dora, at)
    Round.objects.filter(pk=reviewed.pk).update(scenario=scenario)
    hana, ivo, jan = (make_profile(make_person(name)).person for name in ("Hana Fit", "Ivo Fit", "Jan Wait"))
    draft = _proposal(reviewed, scenario, Proposal.State.DRAFT, [hana, ivo], at)
    Waiting.objects.create(scenario=scenario, person=jan, reason="nobody")
    for person in (hana, ivo, jan):
        Enrolment.objects.create(round=reviewed, person=person, state="eligible", since=at)
    Enrolment.objects.create(round=wished, person=amira, state="eligible", since=at)
    Candidate.objects.create(round=wished, person=amira, other=greta, position=0)
    Enrolment.objects.create(round=sent, person=amira, state="matched", since=at)
    proposal = _proposal(sent, None, Proposal.State.PROPOSED, [amira, greta], at)
    running = _scenario(matched, Run.State.QUEUED, dora, at)
    circle = start_circle(name="Circle", by=amira, at=at)
    listed = PeopleImport.objects.create(
        by=dora, group=programme.pk, state="checked", name="a.csv", language="en", created_at=at
    )
    return {
        "programme_id": programme.pk,
        "round_id": reviewed.pk,
        "scenario_id": scenario.pk,
        "proposal_id": draft.pk,
        "import_id": listed.pk,
        "circle_id": circle.pk,
        "kind": "csv",
        "event": "archive",
        "event of rounds:move": "begin",
        "stage": "no_first_date",
        "run_id": running.run_id,
        "key of rounds:join-by-link": "a-key",
        "key of rounds:join-circle": circle.key,
        "person_id of programmes:end-coordination": dora.pk,
        "person_id of rounds:place": jan.pk,
        **{f"round_id of rounds:{name}": matched.pk for name in MATCHED},
        **{f"round_id of rounds:{name}": wished.pk for name in TAKING_PART},
        **dict.fromkeys(("proposal_id of rounds:proposal", "proposal_id of rounds:decline"), proposal.pk),
        "proposal_id of tandems:accept-proposal": proposal.pk,
    }


def _round(programme: Programme, state: str, at: datetime) -> Round:
    day = at.date()
    return Round.objects.create(
        programme=programme,
        title_de="Herbst",
        title_en="Autumn",
        state=state,
        register_until=day + timedelta(days=3),
        wish_until=day + timedelta(days=6),
        ends_on=day + timedelta(days=100),
        created_at=at,
    )


def _scenario(round: Round, state: Run.State, by: Person, at: datetime) -> Scenario:
    run = Run.objects.create(round=round, state=state, seed=1, by=by, created_at=at)
    nothing = {"paired": 2, "pairs": 1, "trios": 0, "waiting": 1, "fits": [0] * 10, "exact": True}
    return Scenario.objects.create(run=run, place=1, name="own", weights=round.points, figures=nothing)


def _proposal(
    round: Round, scenario: Scenario | None, state: Proposal.State, people: list[Person], at: datetime
) -> Proposal:
    proposal = Proposal.objects.create(
        round=round,
        scenario=scenario,
        state=state,
        fit=0.7,
        proposed_at=at,
        expires_at=at + timedelta(days=5),
    )
    for position, person in enumerate(people):
        Seat.objects.create(proposal=proposal, person=person, position=position)
    return proposal
