"""The one thing to do next, out of everything that could be done: what Amira sees first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mutua.meetings.queries import MeetingView
from mutua.people.models import Person, Profile
from mutua.people.rules import is_complete
from mutua.programmes.models import Invitation
from mutua.tandems.progress import KickOff


@dataclass(frozen=True)
class NextStep:
    """One sentence, why it is worth it, and one button; `minutes` is a promise, 0 makes none."""

    title: str
    text: str
    button: str
    href: str
    icon: str = "arrow-right"
    minutes: int = 0


def without_tandem(profile: Profile | None, *, incoming: Sequence[Invitation], waiting: int) -> NextStep:
    """`incoming`: open invitations to this person; `waiting`: open ones sent by them."""
    if incoming:
        return _read_invitation(incoming)
    if profile is None or not is_complete(profile):
        return NextStep(
            _("Say what you can offer and what you want to learn"),
            _("Then you see three real people you could learn with. Nobody sees you before you say so."),
            _("Start"),
            reverse("people:welcome-why"),
            "sparkles",
            minutes=5,
        )
    if not profile.visible:
        return NextStep(
            _("See who could learn with you"),
            _("Your profile is complete. Look at three people; then decide whether others may see you."),
            _("Look"),
            reverse("programmes:reveal"),
            "eye",
            minutes=2,
        )
    return _await_answer() if waiting else _look_around()


def _read_invitation(incoming: Sequence[Invitation]) -> NextStep:
    only_one = len(incoming) == 1
    return NextStep(
        _("Someone would like to learn with you"),
        _("Read the invitation and decide freely. A no is perfectly fine and nobody else sees it."),
        _("Read the invitation"),
        reverse("programmes:invitation", args=[incoming[0].id]) if only_one else reverse("programmes:find"),
        "mail-open",
        minutes=2,
    )


def _await_answer() -> NextStep:
    return NextStep(
        _("Your invitation is on its way"),
        _("You hear from us as soon as there is an answer. Until then you can look at other people."),
        _("Look at my suggestions"),
        reverse("programmes:find"),
        "users-round",
    )


def _look_around() -> NextStep:
    return NextStep(
        _("Choose someone to learn with"),
        _("These colleagues can teach you something and want to learn something from you."),
        _("Look at my suggestions"),
        reverse("programmes:find"),
        "users-round",
        minutes=5,
    )


def in_tandem(state: KickOff, meeting: MeetingView | None, person: Person) -> NextStep:
    """What this member of a tandem does next: sign, meet, write, or look forward."""
    first = _sign(state, person) or _meet(state, meeting, person) or _write(state, person)
    return first or _look_forward(state, meeting)


def _sign(state: KickOff, person: Person) -> NextStep | None:
    if not state.proposed or person.id in state.signed or state.version is None:
        return None
    return NextStep(
        _("Your agreement is ready to sign"),
        _("The text is final. Read it once more; if it says what you discussed, sign it."),
        _("Read and sign"),
        reverse("tandems:version", args=[state.tandem.id, state.version.number]),
        "signature",
        minutes=3,
    )


def _meet(state: KickOff, meeting: MeetingView | None, person: Person) -> NextStep | None:
    names = {"name": state.partners_of(person)}
    if meeting is None:
        return NextStep(
            _("Find a time for your next meeting")
            if state.in_force
            else _("Find a time for your first meeting"),
            _("We show you when %(name)s and you are both free. One proposes, the other says yes.") % names,
            _("Choose a time"),
            reverse("meetings:propose", args=[state.tandem.id]),
            "calendar-plus",
            minutes=2,
        )
    if meeting.proposed is None or not meeting.my_answer_missing:
        return None
    return NextStep(
        _("A time is proposed for your meeting"),
        _("Say yes, and it goes into your calendars. If it does not suit, propose another."),
        _("Look at the time"),
        reverse("meetings:detail", args=[state.tandem.id, meeting.meeting.id]),
        "calendar-check",
        minutes=1,
    )


def _write(state: KickOff, person: Person) -> NextStep | None:
    agreement = reverse("tandems:agreement", args=[state.tandem.id])
    if state.in_force is not None and state.version is None:
        return None
    if step := state.waits_for():
        go_on = _("Continue with the agreement")
        return NextStep(str(step.label), step.yours_text, go_on, step.href, "pencil-line", minutes=5)
    if state.complete and not state.proposed:
        return NextStep(
            _("Everything is there: get it ready to sign"),
            _("Then each of you reads and signs exactly the same words."),
            _("To the agreement"),
            agreement,
            "file-check",
            minutes=1,
        )
    return NextStep(
        _("Your part is done"),
        _("The rest of the agreement is with %(name)s. You will hear when it is your turn.")
        % {"name": state.partners_of(person)},
        _("Look at the agreement"),
        agreement,
        "coffee",
    )


def _look_forward(state: KickOff, meeting: MeetingView | None) -> NextStep:
    if meeting is None:  # _meet has asked for one already
        return _look_around()
    address = reverse("meetings:detail", args=[state.tandem.id, meeting.meeting.id])
    if meeting.has_begun:
        said = _("Did you meet? Say so in one click, then plan the next one.")
        return NextStep(
            _("How was your meeting?"), said, _("To the meeting"), address, "calendar-check", minutes=1
        )
    if meeting.agreed is None:
        waiting = _("It goes into your calendars as soon as everyone has said yes.")
        return NextStep(_("A time is on its way"), waiting, _("See the meeting"), address, "calendar-clock")
    topic = _("Your next meeting is in your calendar. Think of one topic you would like to bring.")
    return NextStep(_("You are all set"), topic, _("See the meeting"), address, "calendar-check")
