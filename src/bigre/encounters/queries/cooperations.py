"""Cooperations as each person may see them, their people and their journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from bigre.core.models import Audience
from bigre.core.rules import fold
from bigre.editions.models import Edition
from bigre.editions.queries import editions_shared_by, editions_visible_to
from bigre.encounters.models import Cooperation, CooperationMember, Entry
from bigre.encounters.rules.cooperations import can_edit, can_remove
from bigre.people.models import Cooperative, Person
from bigre.people.queries import Search, people_found, people_visible_to, with_faces
from bigre.people.rules import Face, Viewer, face

State = CooperationMember.State


def cooperations_of(person: Person) -> QuerySet[Cooperation]:
    """Those of which the person is a member."""
    mine = CooperationMember.objects.filter(person=person, state=State.MEMBER)
    return Cooperation.objects.filter(pk__in=mine.values("cooperation"))


def cooperations_visible_to(viewer: Viewer) -> QuerySet[Cooperation]:
    """Those that their members show to the viewer: to themselves, to those of its edition, to the network, to all."""
    seen = Q(audience=Audience.EVERYONE)
    if viewer.in_network:
        seen |= Q(audience=Audience.NETWORK)
    if viewer.person is not None:
        shared = editions_shared_by(viewer.person).order_by().values("pk")
        seen |= Q(audience__in=[Audience.EDITION, Audience.NETWORK], edition__in=shared)
        seen |= Q(pk__in=cooperations_of(viewer.person).values("pk"))
    return Cooperation.objects.filter(seen)


def with_cards(cooperations: QuerySet[Cooperation]) -> QuerySet[Cooperation]:
    """The same, the latest begun first, with what a card shows (2 queries)."""
    partners = Prefetch("cooperatives", Cooperative.objects.order_by("name"))
    return cooperations.prefetch_related(partners).order_by("-begun_on", "name", "pk")


def cooperations_of_cooperative(viewer: Viewer, cooperative: Cooperative) -> QuerySet[Cooperation]:
    """What a cooperative takes part in, as far as the viewer may see it, for its page."""
    return with_cards(cooperations_visible_to(viewer).filter(cooperatives=cooperative))


def invitations_of(person: Person) -> QuerySet[CooperationMember]:
    """What the person is invited to and has not answered; read by nobody else."""
    open_ones = person.cooperations.filter(state=State.INVITED).exclude(cooperation__state=Cooperation.State.ENDED)
    hosts = Prefetch("invited_by", with_faces(Person.objects.all()))
    return open_ones.select_related("cooperation").prefetch_related(hosts).order_by("-since_at", "pk")


def is_member(person: Person | None, cooperation: Cooperation) -> bool:
    """Whether the person is of it today."""
    return person is not None and cooperation.members.filter(person=person, state=State.MEMBER).exists()


def faces_of(viewer: Viewer, cooperation: Cooperation) -> list[Face]:
    """Its members as the viewer may see them, by name, those who don't show themselves last (3 queries)."""
    ids = cooperation.members.filter(state=State.MEMBER).values("person")
    faces = [face(viewer, person) for person in with_faces(Person.objects.filter(pk__in=ids).order_by("pk"))]
    return sorted(faces, key=lambda one: (one.is_hidden, fold(one.name)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal, who wrote it as the reader may see them, and what the reader may do with it."""

    entry: Entry
    face: Face | None
    can_edit: bool
    can_remove: bool


def journal_for(viewer: Viewer, cooperation: Cooperation, *, member: bool) -> list[Line]:
    """The whole journal for a member, testimonies alone for others; the latest first (4 queries)."""
    read = cooperation.entries.all() if member else cooperation.entries.filter(kind=Entry.Kind.TESTIMONY)
    return lines(viewer, read.order_by("-written_at", "-pk"))


def lines(viewer: Viewer, entries: QuerySet[Entry]) -> list[Line]:
    """These entries as the viewer may see them, in their order (4 queries); it is for the caller to choose them."""
    authors = Prefetch("author", with_faces(Person.objects.all()))
    return [
        Line(
            entry=entry,
            face=face(viewer, entry.author) if entry.author else None,
            can_edit=can_edit(viewer.person, entry),
            can_remove=can_remove(viewer.person, entry),
        )
        for entry in entries.select_related("topic__edition").prefetch_related(authors)
    ]


def people_to_invite(viewer: Viewer) -> QuerySet[Person]:
    """Whom the viewer may invite: people who show them their name and whom a mail reaches."""
    found = people_visible_to(viewer).filter(account__isnull=False, account__is_active=True)
    return found.exclude(pk=viewer.person.pk) if viewer.person else found


def people_to_invite_found(viewer: Viewer, cooperation: Cooperation, text: str, *, at_most: int = 12) -> list[Person]:
    """Those whose visible words answer the search, members apart; who was invited already is found as anybody is."""
    members = cooperation.members.filter(state=State.MEMBER).values("person")
    found = people_found(viewer, Search(text=text)).values("pk")
    return list(people_to_invite(viewer).filter(pk__in=found).exclude(pk__in=members)[:at_most])


def own_cooperatives(people: Iterable[Person]) -> QuerySet[Cooperative]:
    """The cooperatives to which these people belong today, by name."""
    here = Cooperative.objects.filter(memberships__person__in=list(people), memberships__until_on__isnull=True)
    return here.distinct().order_by("name")


def editions_that_ask(person: Person, moment: datetime) -> QuerySet[Edition]:
    """The editions of which the person may read a call that is announced and not closed at that moment, next first."""
    asking = editions_visible_to(person).exclude(life=Edition.Life.PREPARATION)
    return asking.filter(call__announced_at__isnull=False, call__closes_at__gt=moment).order_by("starts_on", "pk")
