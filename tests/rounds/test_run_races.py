"""Matching runs begun, stopped and overtaken at the same moment: no ghost, nobody placed twice.

Each race is run a few times; MUTUA_TEST_RACES=1000 says how often instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import combinations
from time import monotonic, sleep

import pytest
from django.http import Http404

from mutua.outbox.models import Delivery
from mutua.people.actions.exclusion import exclude
from mutua.people.models import Exclusion, Person
from mutua.programmes.models import Programme
from mutua.rounds.actions.enrolment import enrol, withdraw
from mutua.rounds.actions.pause import come_back, pause
from mutua.rounds.actions.proposal import send_proposals
from mutua.rounds.actions.review import join_as_trio, lock_proposal, split_proposal, undo
from mutua.rounds.actions.round import ask_wishes, cancel_round
from mutua.rounds.actions.run import cancel_run, choose_scenario, start_run
from mutua.rounds.actions.wishes import deal, mark_card
from mutua.rounds.matching_run import do_run
from mutua.rounds.models import Candidate, Enrolment, Proposal, Round, Run, Seat, Waiting
from mutua.rounds.states import LOOKING
from tests.conftest import Race
from tests.factories import AT
from tests.rounds.sent import round_in
from tests.rounds.team import join, make_people, make_programme
from tests.rounds.test_races import Act, said, times

pytestmark = pytest.mark.django_db(transaction=True)
SOON = AT + timedelta(days=1)
R = Round.State


def new_round(programme: Programme, people: Sequence[Person], **fields: object) -> Round:
    round = round_in("registration", programme, **fields)
    join(round, list(people))
    return round


def begun(round: Round, by: Person, kinds: Sequence[str] = ("own",)) -> Run:
    return start_run(round=round, kinds=kinds, seed=1, by=by, at=SOON)


def worked(run: Run) -> Act:
    """A worker that does this run."""
    return partial(do_run, {"run": str(run.pk)}, SOON)


def late(act: Act, seconds: float) -> Act:
    """The same a moment later: a run thinks for a while before it writes."""

    def wait() -> object:
        sleep(seconds)
        return act()

    return wait


def usual_time(programme: Programme, people: Sequence[Person], by: Person) -> float:
    """How long a worker takes for a run of these people, in seconds."""
    round = new_round(programme, people)
    run, start = begun(round, by), monotonic()
    do_run({"run": str(run.pk)}, SOON)
    took = monotonic() - start
    round.delete()
    return took


def finish(round: Round) -> None:
    """What the worker does once it is quiet."""
    for run in round.runs.filter(state__in=Run.UNDER_WAY):
        do_run({"run": str(run.pk)}, SOON)


def wrong(round: Round) -> list[str]:
    """What does not hold of the runs of a round, its drafts and its waiting list; nothing if all is well."""
    round.refresh_from_db()
    found = []
    under_way = round.runs.filter(state__in=Run.UNDER_WAY).count()
    if under_way > 1 or (under_way and round.state != R.MATCHING):
        found.append(f"{under_way} runs under way in {round.state}")
    if round.state == R.REVIEW and (round.scenario is None or round.scenario.run.state != Run.State.DONE):
        found.append("a review of nothing")
    enrolled = round.enrolments.filter(state__in=LOOKING, person__state="active")
    looking = set(enrolled.values_list("person_id", flat=True))
    drafts = Proposal.objects.filter(round=round, state=Proposal.State.DRAFT)
    if drafts.exclude(scenario__run__state=Run.State.DONE).exists():
        found.append("drafts of a run that was not finished")
    for scenario in {draft.scenario for draft in drafts}:
        seated = Counter(Seat.objects.filter(proposal__scenario=scenario).values_list("person_id", flat=True))
        waiting = set(Waiting.objects.filter(scenario=scenario).values_list("person_id", flat=True))
        if max(seated.values()) > 1 or seated.keys() & waiting:
            found.append("somebody is placed twice")
        if round.state == R.REVIEW and set(seated) | waiting != looking:
            found.append(f"{len(set(seated) | waiting)} placed or waiting, but {len(looking)} look")
    return found


def together(round: Round, state: str) -> set[frozenset[Person]]:
    """Every two people of each proposal in this state."""
    proposals = round.proposals.filter(state=state).prefetch_related("seats")
    return {
        frozenset(two)
        for one in proposals
        for two in combinations([seat.person_id for seat in one.seats.all()], 2)
    }


def test_two_runs_started_at_once_are_one(dora: Person, emil: Person, race: Race) -> None:
    programme, people = make_programme(dora, emil), make_people(4)
    for number, _chance in times():
        round = new_round(programme, people)
        results = race(*(partial(begun, round, by) for by in (dora, emil, dora)))
        assert sorted(said(results)) == ["Run", "run_under_way", "run_under_way"], (number, results)
        assert Delivery.objects.filter(kind="work", ref=f"run/{round.runs.get().pk}").count() == 1, number
        assert wrong(round) == [], number
        round.delete()


def test_run_done_by_two_workers_is_written_once(dora: Person, race: Race) -> None:
    programme, people = make_programme(dora), make_people(6)
    for number, _chance in times():
        round = new_round(programme, people)
        run = begun(round, dora)
        said(race(worked(run), worked(run)))
        finish(round)
        assert wrong(round) == [], number
        assert (round.state, Seat.objects.filter(proposal__round=round).count()) == (R.REVIEW, 6), number
        round.delete()


def test_start_and_stop_and_worker_at_once_leave_one_end(dora: Person, race: Race) -> None:
    programme, people = make_programme(dora), make_people(6)
    for number, _chance in times():
        round = new_round(programme, people)
        run = begun(round, dora)
        results = race(
            partial(cancel_run, run=run, by=dora, at=SOON), worked(run), partial(begun, round, dora)
        )
        words = said(results)
        assert set(words) <= {"NoneType", "Run", "run_over", "run_under_way"}, (number, words)
        run.refresh_from_db()
        assert (words[0] == "NoneType") == (run.state == Run.State.CANCELLED), (number, words, run.state)
        assert wrong(round) == [], (number, words)
        finish(round)
        assert wrong(round) == [], (number, words)
        assert round.state == (R.REVIEW if round.runs.filter(state="done").exists() else R.MATCHING), number
        round.delete()


def test_round_cancelled_during_a_run_keeps_nothing_of_it(dora: Person, race: Race) -> None:
    programme, people = make_programme(dora), make_people(6)
    for number, _chance in times():
        round = new_round(programme, people)
        run = begun(round, dora)
        said(race(worked(run), partial(cancel_round, round=round, by=dora, at=SOON)))
        round.refresh_from_db()
        left = (round.proposals.count(), round.enrolments.exclude(state="withdrawn").count())
        assert (round.state, *left) == (R.CANCELLED, 0, 0), number
        round.delete()


def test_scenario_chosen_twice_and_matched_again_at_once_keeps_one(dora: Person, race: Race) -> None:
    programme, people = make_programme(dora), make_people(6)
    for number, _chance in times():
        round = new_round(programme, people)
        run = begun(round, dora, ["own", "different"])
        do_run({"run": str(run.pk)}, SOON)
        choices = [
            partial(choose_scenario, round=round, scenario_id=one.pk, by=dora, at=SOON)
            for one in run.scenarios.all()
        ]
        words = said(race(*choices, partial(begun, round, dora)))
        assert set(words) <= {"Round", "Run", "not_now", "run_under_way"}, (number, words)
        assert wrong(round) == [], (number, words)
        finish(round)
        assert wrong(round) == [], (number, words)
        assert set(round.proposals.values_list("scenario", flat=True)) == {round.scenario_id}, (number, words)
        round.delete()


def test_leaving_pausing_and_excluding_during_a_run_leave_no_ghost(dora: Person, race: Race) -> None:
    programme, people = make_programme(dora), make_people(8)
    took = min(usual_time(programme, people, dora) for _warm in range(3))
    for number, chance in times():
        round = new_round(programme, people)
        run = begun(round, dora)
        gone, tired, one, other = chance.sample(people, k=4)
        acts = [
            worked(run),
            late(partial(withdraw, round=round, by=gone, at=SOON), chance.uniform(0.3, 1.2) * took),
            late(partial(pause, by=tired, at=SOON), chance.uniform(0.3, 1.2) * took),
            late(partial(exclude, other=other, by=one, at=SOON), chance.uniform(0.3, 1.2) * took),
        ]
        said(race(*acts))
        assert wrong(round) == [], number
        held = Seat.objects.filter(proposal__round=round, person__in=[gone, tired])
        assert not held.exists(), number
        send_proposals(round=round, by=dora, at=SOON)
        assert frozenset([one.pk, other.pk]) not in together(round, "proposed"), number
        Exclusion.objects.all().delete()
        come_back(by=tired, at=SOON)
        round.delete()


def test_people_joining_and_leaving_while_cards_are_dealt_and_marked(dora: Person, race: Race) -> None:
    """Cards are dealt once; whoever acts meanwhile gets through."""
    programme, people = make_programme(dora), make_people(6)
    for number, _chance in times():
        round = new_round(programme, people[:5], wish_until=SOON.date())
        ask_wishes(round=round, by=dora, at=SOON)
        dealt = partial(deal, {"round": str(round.pk)}, SOON)
        said(
            race(
                dealt,
                dealt,
                partial(withdraw, round=round, by=people[0], at=SOON),
                partial(enrol, round=round, by=people[5], at=SOON),
            )
        )
        cards = Candidate.objects.filter(round=round)
        assert cards.exists(), number
        mine = cards.filter(person=people[1]).first()
        marks = [
            partial(mark_card, round=round, other_id=mine.other_id, mark=mark, by=people[1], at=SOON)
            for mark in ("gladly", "rather_not")
        ]
        words = said(race(*marks, partial(begun, round, dora)))
        assert set(words) <= {"NoneType", "Run", "not_now"}, (number, words)
        states = dict(Enrolment.objects.filter(round=round).values_list("person_id", "state"))
        assert (states[people[0].pk], states[people[5].pk]) == ("withdrawn", "eligible"), number
        round.delete()


def test_hands_of_two_coordinators_and_somebody_leaving_place_nobody_twice(
    dora: Person, emil: Person, race: Race
) -> None:
    programme, people = make_programme(dora, emil), make_people(7)
    for number, chance in times():
        round = new_round(programme, people)
        do_run({"run": str(begun(round, dora).pk)}, SOON)
        drafts = list(round.proposals.prefetch_related("seats"))
        waiting = Waiting.objects.filter(scenario__run__round=round).values_list("person_id", flat=True)
        one, other = chance.sample(drafts, k=2)
        acts = [
            partial(split_proposal, proposal=one, reason="They know each other.", by=dora, at=SOON),
            partial(lock_proposal, proposal=other, locked=True, by=dora, at=SOON),
            *(
                partial(join_as_trio, proposal=draft, person=person, by=emil, at=SOON)
                for person in waiting
                for draft in (one, other)
            ),
            partial(withdraw, round=round, by=other.seats.all()[0].person, at=SOON),
            partial(undo, round=round, by=emil, at=SOON),
        ]
        results = [result for result in race(*acts) if not isinstance(result, Http404)]
        said(results)
        assert wrong(round) == [], (number, results)
        round.delete()
