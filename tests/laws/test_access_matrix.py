"""Who gets what: every address × everyone × GET and POST, against a table (SECURITY §3.1, rows 1, 2 and 5).

The addresses come from the URL resolver: one without a row in the table fails. Amira is the member: of a
tandem with Ben, of an invitation that Emil sent her and of one that she drafts. Clara is a stranger to all
of it, Dora coordinates, Oksana operates.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from types import ModuleType
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.utils import timezone

from mutua.meetings.actions import confirm_meeting, propose_meeting
from mutua.outbox import transport
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.tandems.models import Goal, Tandem
from mutua.tandems.presenter import sections
from mutua.tandems.queries import content_of
from tests.cast import browser_of
from tests.factories import make_exclusion, make_person, make_profile
from tests.laws.rounds_rows import ROWS
from tests.laws.rounds_world import rounds_world
from tests.programmes.invited import MARKER as LETTER_MARKER
from tests.programmes.invited import draft, reflect, sent
from tests.tandems.kickoff import MARKER, begin, proposed

IN = "sign in first"
Outcome = int | str
Row = dict[str, tuple[Outcome, Outcome]]  # role → what GET and POST answer
STRANGERS = ("stranger", "coordinator", "operator")
ROLES = ("anonymous", *STRANGERS, "member")
MAIL = "20261123T090000000000-00000000-0000-0000-0000-000000000001"


def everyone(get: Outcome, post: Outcome) -> Row:
    return dict.fromkeys(ROLES, (get, post))


def signed_in(get: Outcome, post: Outcome, *, anonymous: tuple[Outcome, Outcome] = (IN, IN)) -> Row:
    return {**everyone(get, post), "anonymous": anonymous}


def members(
    get: Outcome,
    post: Outcome,
    *,
    anonymous: tuple[Outcome, Outcome] = (IN, IN),
    others: tuple[Outcome, Outcome] = (404, 404),
) -> Row:
    return {**dict.fromkeys(STRANGERS, others), "anonymous": anonymous, "member": (get, post)}


def operators(get: Outcome, post: Outcome) -> Row:
    return {**everyone(404, 404), "operator": (get, post)}


READ_ONLY = {"anonymous": (IN, 405), "others": (404, 405)}
POST_ONLY = {"anonymous": (405, IN), "others": (405, 404)}
SIGNED_POST_ONLY = {"anonymous": (IN, IN), "others": (405, 404)}

TABLE: dict[str, Row] = {
    "healthz": everyone(200, 405),
    "readyz": everyone(200, 405),
    "set_language": everyone(405, 302),
    "ui:guide": everyone(200, 405),
    "ui:theme": everyone(405, 302),
    "home:home": everyone(200, 200),
    "home:help": everyone(200, 200),
    "home:who-sees-what": everyone(200, 200),
    "people:sign-in": {**everyone(302, 302), "anonymous": (200, 422)},
    "people:code": everyone(IN, IN),
    "people:link": everyone(410, 410),
    "people:sign-out": everyone(405, IN),
    "people:first-operator": everyone(410, 410),
    "people:welcome": signed_in(302, 302),
    "people:welcome-why": signed_in(200, 302),
    "people:welcome-skills": signed_in(200, 302),
    "people:welcome-directions": signed_in(200, 302),
    "people:welcome-about": signed_in(200, 302),
    "people:me": signed_in(200, 422),
    "people:visibility": signed_in(405, 302),
    "people:listing": signed_in(405, 302),
    "people:apart": signed_in(200, 422),
    "people:lift": members(405, 302, others=(405, 404)),
    "people:looks": signed_in(200, 405, anonymous=(IN, 405)),
    "people:language": everyone(405, 302),
    # Showing oneself needs a profile; looking at Greta one that fits her.
    "programmes:reveal": {**signed_in(200, 409), "stranger": (200, 302), "member": (200, 302)},
    "programmes:find": signed_in(200, 405, anonymous=(IN, 405)),
    "programmes:guide": signed_in(200, 405, anonymous=(IN, 405)),
    "programmes:directory": signed_in(200, 405, anonymous=(IN, 405)),
    "programmes:compare": {**members(200, 405, **READ_ONLY), "stranger": (200, 405)},
    "programmes:invite": {**members(200, 200), "stranger": (200, 200)},
    "programmes:invite-known": signed_in(200, 200),
    "programmes:invitation": members(200, 405, **READ_ONLY),
    "programmes:edit": members(200, 200),
    "programmes:send": members(405, 302, **POST_ONLY),
    "programmes:withdraw": members(405, 302, **POST_ONLY),
    "programmes:chat-first": members(405, 302, **POST_ONLY),
    "programmes:decline": members(200, 200),
    "tandems:accept": members(405, 302, **SIGNED_POST_ONLY),
    "tandems:agreement": members(200, 200),
    "tandems:mine": members(200, 200),
    "tandems:together": members(200, 200),
    "tandems:frame": members(200, 200),
    "tandems:propose": members(405, 302, **SIGNED_POST_ONLY),
    "tandems:version": members(200, 200),
    "tandems:goals": members(200, 200),
    "tandems:new-goal": members(200, 200),
    "tandems:edit-goal": members(200, 200),
    "tandems:end-goal": members(405, 302, **SIGNED_POST_ONLY),
    "tandems:promise": members(200, 200),
    "tandems:boundaries": members(200, 200),
    "meetings:propose": members(302, 302),
    "meetings:detail": members(200, 405),
    "meetings:move": members(200, 200),
    "meetings:answer": members(405, 404),
    "meetings:cancel": members(200, 302),
    "meetings:outcome": members(405, 404),
    "meetings:place": members(405, 409),
    "meetings:calendar": members(200, 405),
    "outbox:mails": operators(200, 405),
    "outbox:mail": operators(200, 405),
    "outbox:send-again": operators(405, 302),
    **ROWS,
}


@pytest.fixture
def world(amira: Person, ben: Person, request, settings, tmp_path) -> dict[str, object]:
    """One of everything; the values are what fills the addresses."""
    settings.DATA = tmp_path
    clara, dora, emil, oksana = map(request.getfixturevalue, ("clara", "dora", "emil", "oksana"))
    now = timezone.now()
    tandem = begin(amira, ben, at=now)
    proposed(tandem, amira, ben)
    start = now + timedelta(days=2)
    planned = propose_meeting(tandem=tandem, start=start, end=start + timedelta(hours=1), by=amira, at=now)
    meeting = confirm_meeting(meeting=planned, proposal=1, by=ben, at=now)
    greta = make_person("Greta Card")
    make_profile(greta, offers=["sk_negotiating"], wishes=["sk_presenting"], level=3)
    make_exclusion(amira, dora)
    reflect(clara, dora, oksana)
    dead = Delivery.objects.create(
        id=uuid4(), kind="job", payload={}, state="dead", created_at=now, run_at=now, finished_at=now
    )
    Delivery.objects.update(run_at=now)  # /readyz tells of mail that waits for long
    transport.folder().mkdir()
    mail = b"To: a@example.org\nSubject: x\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\nx\n"
    (transport.folder() / f"{MAIL}.eml").write_bytes(mail)
    people = {"stranger": clara, "coordinator": dora, "operator": oksana, "member": amira}
    return {
        "tandem_id": tandem.id,
        "meeting_id": meeting.id,
        "goal_id": Goal.objects.get(tandem=tandem, owner=amira).id,
        "goal_id of tandems:promise": Goal.objects.get(tandem=tandem, owner=ben).id,
        "number": 1,
        "invitation_id": sent(emil, amira, at=now).id,
        **dict.fromkeys(
            [f"invitation_id of programmes:{name}" for name in ("edit", "send", "withdraw")],
            draft(amira, greta, at=now).id,
        ),
        "person_id": greta.id,
        "person_id of people:lift": dora.id,
        "token": "none",
        "name": MAIL,
        "key": dead.id,
        **rounds_world(dora, amira, greta, now),
        "sessions": {role: browser_of(person).cookies for role, person in people.items()},
    }


def routes(urlconf: object = None) -> dict[str, URLPattern]:
    """Every address by its full name; one without a name by its pattern."""

    def below(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from below(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
            else:
                yield (f"{space}{one.name}" if one.name else str(one.pattern)), one

    return dict(below(get_resolver(urlconf).url_patterns, ""))


def address(name: str, pattern: URLPattern, world: dict[str, object]) -> str:
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: world.get(f"{key} of {name}", world.get(key)) for key in wanted})


def answered(url: str, method: str, role: str, world: dict[str, object]) -> HttpResponse:
    """What this role gets; whatever it changed is undone."""
    browser = Client()
    if role in world["sessions"]:
        browser.cookies.load(world["sessions"][role].output(header=""))
    with ExitStack() as undone:
        for alias in connections:
            undone.enter_context(transaction.atomic(using=alias))
        answer = getattr(browser, method)(url)
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    return answer


def outcome(answer: HttpResponse) -> Outcome:
    leads_to = answer.get("Location", "").split("?")[0]
    return IN if leads_to == reverse("people:sign-in") else answer.status_code


def said(answer: HttpResponseBase) -> str:
    """The words of an answer; of a stream that goes on, what comes first."""
    return next(iter(answer.streaming_content)).decode() if answer.streaming else answer.content.decode()


def violations(world: dict[str, object], names: list[str]) -> list[str]:
    """Everything that is not as the table says, and every page that tells others what is confidential."""
    found = []
    for name in names:
        url = address(name, routes()[name], world)
        for role in ROLES:
            for place, method in enumerate(("get", "post")):
                answer = answered(url, method, role, world)
                got, expected = outcome(answer), TABLE[name][role][place]
                if got != expected:
                    found.append(f"{method} {name} by {role}: {got}, not {expected}")
                words = said(answer)
                if role != "member" and (MARKER in words or LETTER_MARKER in words):
                    found.append(f"{method} {name} by {role}: confidential words")
    return found


def test_every_address_has_a_row():
    assert set(routes()) == set(TABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("package", sorted({name.rpartition(":")[0] for name in TABLE}))
def test_everyone_gets_what_the_table_says(world, package):
    names = [name for name in TABLE if name.rpartition(":")[0] == package]
    found = violations(world, names)
    assert found == [], "\n".join(found)


def test_member_reads_the_confidential_words(world):
    """Without this the matrix would also pass on empty pages."""
    pages = {
        name
        for name in TABLE
        if MARKER in said(answered(address(name, routes()[name], world), "get", "member", world))
    }
    assert {"tandems:agreement", "tandems:version", "tandems:goals", "tandems:edit-goal"} <= pages


def test_matrix_finds_a_planted_leak(world, settings, monkeypatch):
    """A page that forgets to ask who wants to read: found by its status and by its words."""

    def leak(_request: HttpRequest, tandem_id: object) -> HttpResponse:
        tandem = Tandem.objects.get(pk=tandem_id)
        reader = tandem.members.all()[0].person
        said = sections(content_of(tandem, viewer=reader), {}, "en")
        return HttpResponse(" ".join(line.text for one in said for line in one.lines))

    urls = ModuleType("planted")
    urls.urlpatterns = [
        path("leak/<uuid:tandem_id>/", leak, name="leak"),
        *get_resolver(project.ROOT_URLCONF).url_patterns,
    ]
    settings.ROOT_URLCONF = urls
    assert set(routes()) - set(TABLE) == {"leak"}
    monkeypatch.setitem(TABLE, "leak", members(200, 200))
    found = violations(world, ["leak"])
    assert found == [
        line
        for role in ROLES[:-1]
        for method in ("get", "post")
        for line in (
            f"{method} leak by {role}: 200, not {IN if role == 'anonymous' else 404}",
            f"{method} leak by {role}: confidential words",
        )
    ]
