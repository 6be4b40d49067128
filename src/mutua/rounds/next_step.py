"""The one next step of a round, and what each group does meanwhile: one place for all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutua.rounds.models import Enrolment, Proposal, Round, Run

R = Round.State
STEPS: tuple[tuple[str, Promise | str], ...] = (
    (R.REGISTRATION, gettext_lazy("Registration")),
    (R.WISHES, gettext_lazy("Wishes")),
    (R.MATCHING, gettext_lazy("Matching")),
    (R.REVIEW, gettext_lazy("Review")),
    (R.CONFIRMATION, gettext_lazy("Confirmation")),
    (R.RUNNING, gettext_lazy("Running")),
    (R.CLOSING, gettext_lazy("Closing")),
)
ORDER = [R.DRAFT, *(state for state, _name in STEPS), R.CLOSED, R.PURGED]


@dataclass(frozen=True)
class Next:
    """The big button of a round. event: sent by POST to rounds:move; href: a page that goes before."""

    title: str
    text: str
    button: str
    icon: str
    href: str = ""
    event: str = ""


@dataclass(frozen=True)
class Place:
    """One step on the way of a round: done, now or to come; with its last day where there is one."""

    name: Promise | str
    now: bool
    done: bool
    until: str


@dataclass(frozen=True)
class Group:
    """What happens next for some of the people."""

    who: str
    what: str


def places(round: Round) -> list[Place]:
    """The way of the round with its dates."""
    dates: dict[str, date | None] = {
        R.REGISTRATION: round.register_until,
        R.WISHES: round.wish_until,
        R.RUNNING: round.ends_on,
    }
    at = ORDER.index(round.state) if round.state in ORDER else 0
    return [
        Place(name, state == round.state, ORDER.index(state) < at, _day(dates.get(state)))
        for state, name in STEPS
        if state != R.WISHES or round.wish_until
    ]


def next_step(round: Round, counts: Mapping[str, int], run: Run | None) -> Next | None:
    """What a coordinator does next; None where nothing is left to do."""
    writers: dict[str, Callable[[Round, Mapping[str, int], Run | None], Next]] = {
        R.DRAFT: _open,
        R.REGISTRATION: _after_registration,
        R.WISHES: _match,
        R.MATCHING: _watch,
        R.REVIEW: _review,
        R.CONFIRMATION: _confirm,
        R.RUNNING: _wind_up,
        R.CLOSING: _close,
    }
    write = writers.get(round.state)
    return write(round, counts, run) if write else None


def _open(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    if counts:
        text = _("People can join from then on. Those on your list are in it already.")
    else:
        text = _("From then on people can join by themselves, and you can bring in a list.")
    return Next(_("Open the registration"), text, _("Open it now"), "door-open", event="open")


def _after_registration(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    ready = counts.get(Enrolment.State.ELIGIBLE, 0)
    if ready < 2:
        return Next(
            _("Bring in people"),
            _("Nobody has a complete profile yet. Import a list, or share the link for joining."),
            _("Bring in people"),
            "user-plus",
            href=reverse("rounds:people", args=[round.pk]),
        )
    if round.wish_until:
        return Next(
            _("Ask for wishes"),
            _("%(ready)s people are ready. Each gets up to eight cards and says whom they would like.")
            % {"ready": ready},
            _("Begin the wish phase"),
            "heart-handshake",
            event="ask_wishes",
        )
    return _match(round, counts, run)


def _match(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    return Next(
        _("Match"),
        _("Look for the best tandems for everybody at once. Nothing is sent yet."),
        _("Prepare the matching"),
        "blend",
        href=reverse("rounds:run", args=[round.pk]),
    )


def _watch(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    if run is None or run.state in {Run.State.FAILED, Run.State.CANCELLED}:
        return _match(round, counts, run)
    watched = reverse("rounds:progress", args=[round.pk, run.pk])
    if run.state == Run.State.DONE:
        return Next(
            _("Choose a scenario"),
            _("The matching is done. Compare what each set of weights leads to, and take one into review."),
            _("Compare"),
            "scale",
            href=watched,
        )
    return Next(
        _("The matching is running"),
        _("You need not wait here: it goes on when you close this page."),
        _("Watch"),
        "loader",
        href=watched,
    )


def _review(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    return Next(
        _("Look through the tandems"),
        _("What needs your eye comes first. Then send the proposals: everybody decides for themselves."),
        _("Review"),
        "list-checks",
        href=reverse("rounds:review", args=[round.pk]),
    )


def _confirm(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    if round.proposals.filter(state=Proposal.State.PROPOSED).exists():
        return Next(
            _("Wait for the answers"),
            _("Everybody decides within %(days)s days. You see how many tandems have begun, and no more.")
            % {"days": round.confirm_days},
            _("See who takes part"),
            "hourglass",
            href=reverse("rounds:people", args=[round.pk]),
        )
    return Next(
        _("Let the round begin"),
        _("All answers are there. Whoever has no tandem stays on the waiting list."),
        _("Begin"),
        "play",
        event="begin",
    )


def _wind_up(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    return Next(
        _("The tandems are at work"),
        _("You see counts only, and can send help to tandems without knowing which. It ends on %(day)s.")
        % {"day": _day(round.ends_on)},
        _("How the tandems are doing"),
        "activity",
        href=reverse("insights:board", args=[round.pk]),
    )


def _close(round: Round, counts: Mapping[str, int], run: Run | None) -> Next:
    return Next(
        _("Close the round"),
        _("Tandems may go on. Enrolments and marks are deleted after the time your programme has set."),
        _("Close it"),
        "flag",
        event="close",
    )


def groups(round: Round) -> list[Group]:
    """What each group of people does now."""
    told: dict[str, list[tuple[str, str]]] = {
        R.DRAFT: [(_("Everybody"), _("Nobody hears of the round before you open it."))],
        R.REGISTRATION: [
            (_("People who take part"), _("They complete their profile and may withdraw at any time.")),
            (_("Everybody else"), _("They can join until %(day)s.") % {"day": _day(round.register_until)}),
        ],
        R.WISHES: [
            (
                _("People who take part"),
                _("They mark their cards until %(day)s. Nobody but them sees a mark.")
                % {"day": _day(round.wish_until)},
            ),
            (_("You"), _("You can look at the fit preview meanwhile.")),
        ],
        R.MATCHING: [(_("People who take part"), _("They wait. Nothing has been sent to them."))],
        R.REVIEW: [(_("People who take part"), _("They wait. Nothing has been sent to them."))],
        R.CONFIRMATION: [
            (_("People with a proposal"), _("They read the reasons and say yes or no, in their own time.")),
            (_("People who wait"), _("They are matched once more with those who are free by then.")),
        ],
        R.RUNNING: [
            (_("Tandems"), _("They work as they agreed. What they write is theirs alone.")),
            (_("People who wait"), _("They stay on the list and can invite somebody they know.")),
        ],
        R.CLOSING: [(_("Tandems"), _("They decide whether to go on or to part well."))],
    }
    return [Group(who, what) for who, what in told.get(round.state, [])]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
