"""What other packages may ask about people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mutua import vault
from mutua.people.models import Exclusion, Offer, Person, Profile, Reflection, ReportingLine, SignInLink, Wish
from mutua.people.tokens import hash_of

LINE_MEMORY = timedelta(days=365)
NOT_HERE = (Person.State.LEFT, Person.State.ERASED, Person.State.OUTSIDE)


def complete_profiles() -> QuerySet[Profile]:
    """Those of which nothing is missing: rules.missing_parts, asked of all at once (S19)."""
    offers, wishes = (model.objects.filter(profile=OuterRef("pk")) for model in (Offer, Wish))
    return Profile.objects.filter(Exists(offers), Exists(wishes), level__isnull=False).exclude(languages=[])


def reporting_edges(on: date) -> list[tuple[UUID, UUID]]:
    """(person, reports to) of every line that holds on that day or held in the twelve months before it."""
    lines = ReportingLine.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on - LINE_MEMORY), valid_from__lte=on
    )
    return list(lines.values_list("person_id", "reports_to_id"))


def reporting_relatives(person_id: UUID, on: date) -> set[UUID]:
    """Everybody above and below this person at any depth (invariant 4); siblings are not among them."""
    up: dict[UUID, set[UUID]] = defaultdict(set)
    down: dict[UUID, set[UUID]] = defaultdict(set)
    for below, above in reporting_edges(on):
        up[below].add(above)
        down[above].add(below)
    return _reachable(person_id, up) | _reachable(person_id, down)


def reporting_pairs(people: Collection[UUID], on: date) -> Iterable[tuple[UUID, UUID]]:
    """(below, above) at any depth among these people, through whoever stands between them (invariant 4)."""
    up: dict[UUID, set[UUID]] = defaultdict(set)
    for below, above in reporting_edges(on):
        up[below].add(above)
    inside = set(people)
    for person in inside & up.keys():
        for above in _reachable(person, up) & inside:
            yield person, above


def _reachable(start: UUID, edges: dict[UUID, set[UUID]]) -> set[UUID]:
    found: set[UUID] = set()
    frontier = [start]
    while frontier:
        new = edges[frontier.pop()] - found - {start}
        found |= new
        frontier.extend(new)
    return found


def excluded_with(person_id: UUID) -> set[UUID]:
    """Everybody this person must never be paired with by an exclusion of either side. Never show it."""
    open_ones = Exclusion.objects.filter(lifted_at__isnull=True)
    pairs = open_ones.filter(Q(owner=person_id) | Q(other=person_id)).values_list("owner_id", "other_id")
    return {other if owner == person_id else owner for owner, other in pairs}


def never_paired_with(person_id: UUID, on: date) -> set[UUID]:
    """Exclusions and reporting lines together: which of the two it is, is nobody's business."""
    return excluded_with(person_id) | reporting_relatives(person_id, on)


def person_by_email(email: str) -> Person | None:
    """The person of this address, however it is capitalised."""
    return Person.objects.filter(email__iexact=email).first()


def may_be_written_to(address: str, _ref: str) -> bool:
    """The outbox asks just before a mail leaves: whoever has left gets none that was written before."""
    return not Person.objects.filter(email__iexact=address, state__in=NOT_HERE).exists()


def has_operator() -> bool:
    """Whether somebody can run this installation."""
    return people_here().filter(is_operator=True).exists()


def open_link(token: str, at: datetime) -> SignInLink | None:
    """The link of this token while it can still be used. Looking at it uses nothing up."""
    link = SignInLink.objects.select_related("person").filter(token_hash=hash_of(token)).first()
    return link if link and link.is_open(at) and link.person.is_active else None


def profile_of(person: Person) -> Profile:
    """The person's profile with offers and wishes; a new empty one, not yet saved, where there is none."""
    found = Profile.objects.prefetch_related("offers", "wishes").filter(person=person).first()
    return found or Profile(person=person)


@dataclass(frozen=True)
class Why:
    """Why someone looks for a peer, for their own eyes: a reason of the catalogue, and a sentence."""

    reason: str = ""
    note: str = ""


def own_why(person: Person) -> Why:
    """What the person wrote down about themselves (S62); empty where nothing was."""
    reflection = Reflection.objects.filter(person=person).first()
    if reflection is None:
        return Why()
    return Why(**vault.open(reflection.answers, viewer=person.pk, purpose="own reflection"))


def has_reflected(person_id: UUID) -> bool:
    """Whether there is a why-reflection; it comes before the first suggestion or invitation (S62)."""
    return Reflection.objects.filter(person=person_id).exists()


def own_exclusions(person: Person) -> QuerySet[Exclusion]:
    """The person's own open exclusions, by name. For nobody else."""
    mine = Exclusion.objects.filter(owner=person, lifted_at__isnull=True)
    return mine.select_related("other").order_by("other__name", "other__email")


def people_here() -> QuerySet[Person]:
    """Everybody who has an account and has not left."""
    return Person.objects.exclude(state__in=NOT_HERE)
