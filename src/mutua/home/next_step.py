"""The one thing to do next, out of everything that could be done: what Amira sees first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mutua.meetings.queries import MeetingView
from mutua.people.models import Person, Profile
from mutua.people.rules import is_complete
from mutua.tandems.progress import KickOff


@dataclass(frozen=True)
class NextStep:
    """One sentence, why it is worth it, and one button. `journey`: find, build or ask."""

    title: str | Promise
    text: str | Promise
    button: str | Promise
    href: str
    icon: str = "arrow-right"
    minutes: int = 0


def without_tandem(profile: Profile | None, *, incoming: int, waiting: int) -> NextStep:
    """`incoming`: open invitations to this person; `waiting`: open ones sent by them."""
    find = reverse("programmes:find")
    if incoming:
        return NextStep(
            _("Someone would like to learn with you"),
            _("Read the invitation and decide freely. A no is perfectly fine and nobody else sees it."),
            _("Read the invitation"),
            find,
            "mail-open",
            2,
        )
    if profile is None or not is_complete(profile):
        return NextStep(
            _("Say what you can offer and what you want to learn"),
            _(
                "Five minutes, then you see three real people you could learn with. Nothing is shown to anyone before you say so."
            ),
            _("Start"),
            reverse("people:welcome-why"),
            "sparkles",
            5,
        )
    if not profile.visible:
        return NextStep(
            _("See who could learn with you"),
            _(
                "Your profile is complete. Look at three people first; then decide whether others may see you, too."
            ),
            _("Show me"),
            reverse("programmes:reveal"),
            "eye",
            2,
        )
    if waiting:
        return NextStep(
            _("Your invitation is on its way"),
            _("You hear from us as soon as there is an answer. Until then you can look at other people."),
            _("Look at my suggestions"),
            find,
            "users-round",
        )
    return NextStep(
        _("Choose someone to learn with"),
        _(
            "We have found colleagues who can teach you something and learn something from you. Compare, then invite."
        ),
        _("Look at my suggestions"),
        find,
        "users-round",
        5,
    )


def in_tandem(state: KickOff, meeting: MeetingView | None, person: Person) -> NextStep:
    """What this member of a tandem does next."""
    tandem, partners = state.tandem, state.partners_of(person)
    agreement = reverse("tandems:agreement", args=[tandem.id])
    if state.proposed and person.id not in state.signed and state.version:
        return NextStep(
            _("Your agreement is ready to sign"),
            _("The text is fixed. Read it once more; if it says what you discussed, sign it."),
            _("Read and sign"),
            reverse("tandems:version", args=[tandem.id, state.version.number]),
            "signature",
            3,
        )
    if meeting is None:
        return NextStep(
            _("Find a time for your next meeting")
            if state.in_force
            else _("Find a time for your first meeting"),
            _("We show you when %(name)s and you are both free. One of you proposes, the other says yes.")
            % {"name": partners},
            _("Choose a time"),
            reverse("meetings:propose", args=[tandem.id]),
            "calendar-plus",
            2,
        )
    if meeting.proposed and meeting.my_answer_missing:
        return NextStep(
            _("%(name)s proposes a time") % {"name": partners},
            _("Say yes, and it goes into both calendars. If it does not suit, propose another."),
            _("Look at the time"),
            reverse("meetings:detail", args=[tandem.id, meeting.meeting.id]),
            "calendar-check",
            1,
        )
    if state.in_force is None:
        step = state.waits_for()
        if step:
            return NextStep(
                step.label, step.yours_text, _("Go on with the agreement"), step.href, "pencil-line", 5
            )
        if state.complete and not state.proposed:
            return NextStep(
                _("Everything is there: fix the text for signing"),
                _("Then each of you reads and signs exactly the same words."),
                _("To the agreement"),
                agreement,
                "file-check",
                1,
            )
        return NextStep(
            _("Your part is done"),
            _("The rest of the agreement is with %(name)s. You will hear when it is your turn.")
            % {"name": partners},
            _("Look at the agreement"),
            agreement,
            "coffee",
        )
    return NextStep(
        _("You are all set"),
        _("Your next meeting is in your calendar. Think of one topic you would like to bring."),
        _("See the meeting"),
        reverse("meetings:detail", args=[tandem.id, meeting.meeting.id]),
        "calendar-check",
    )
