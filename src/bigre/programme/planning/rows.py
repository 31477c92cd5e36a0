"""The rows that a timetabling problem is made of, loaded in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from bigre.editions.models import Edition, Participation, Space, Stop
from bigre.people.models import Membership, Person
from bigre.programme.models import Activity, Disruption
from bigre.proposals.models import Relation, Wish

from .rhythm import Rhythm, rhythm_of


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of one edition that its timetable depends on. Relations and wishes are between ids of activities."""

    edition: Edition
    rhythm: Rhythm
    activities: list[Activity]
    spaces: list[Space]
    stops: list[Stop]
    participations: dict[int, Participation]
    people: dict[int, Person]
    wishes: list[tuple[int, int, int]]
    relations: list[tuple[str, int, int]]
    # How many people wish each activity, and who must be there (those who lead it or are required), by ids.
    wish_counts: Counter[int]
    musts: dict[int, set[int]]
    # The cooperative of each person during the edition, by ids; the first joined of several.
    cooperatives: dict[int, int]
    # What closes spaces and keeps people away, by ids.
    closures: dict[int, list[Disruption]]
    absences: dict[int, list[Disruption]]


def rows_of(edition: Edition) -> Rows:
    """Load the edition's rows; people are those who lead or wish something."""
    activities = list(
        edition.activities.select_related("pin__space", "format", "proposal")
        .prefetch_related("equipment", "themes", "leads", "proposal__windows")
        .order_by("pk")
    )
    by_proposal: dict[int, int] = {one.proposal_id: one.pk for one in activities if one.proposal_id}
    wishes = [
        (person, by_proposal[proposal], level)
        for person, proposal, level in Wish.objects.granted_by_attending()
        .filter(proposal__edition=edition)
        .order_by("person_id", "proposal_id")
        .values_list("person_id", "proposal_id", "level")
        if proposal in by_proposal
    ]
    concerned = {lead.person_id for one in activities for lead in one.leads.all()} | {wish[0] for wish in wishes}
    disruptions = list(edition.disruptions.select_related("space", "person").order_by("starts_at", "pk"))
    participations = edition.participations.filter(person__in=concerned).prefetch_related("presences")
    return Rows(
        edition=edition,
        rhythm=rhythm_of(edition),
        activities=activities,
        spaces=list(_spaces(edition)),
        stops=list(edition.stops.order_by("starts_on", "pk")),
        participations={one.person_id: one for one in participations},
        people=Person.objects.in_bulk(concerned),
        wishes=wishes,
        relations=_relations(edition, by_proposal),
        wish_counts=Counter(activity for _person, activity, _level in wishes),
        musts=_musts(activities, wishes),
        cooperatives=_cooperatives(edition, concerned),
        closures=_grouped((one.space_id, one) for one in disruptions),
        absences=_grouped((one.person_id, one) for one in disruptions),
    )


def _cooperatives(edition: Edition, people: set[int]) -> dict[int, int]:
    """Only memberships that had begun and not ended during the edition; those without dates are current."""
    current = Membership.objects.filter(
        Q(since_on__isnull=True) | Q(since_on__lte=edition.ends_on),
        Q(until_on__isnull=True) | Q(until_on__gte=edition.starts_on),
        person__in=people,
    )
    found: dict[int, int] = {}
    for person, cooperative in current.order_by(F("since_on").asc(nulls_first=True), "pk").values_list(
        "person_id", "cooperative_id"
    ):
        found.setdefault(person, cooperative)
    return found


def _grouped(pairs: Iterable[tuple[int | None, Disruption]]) -> dict[int, list[Disruption]]:
    found: defaultdict[int, list[Disruption]] = defaultdict(list)
    for key, disruption in pairs:
        if key is not None:
            found[key].append(disruption)
    return found


def _musts(activities: list[Activity], wishes: list[tuple[int, int, int]]) -> dict[int, set[int]]:
    musts = {one.pk: {lead.person_id for lead in one.leads.all()} for one in activities}
    for person, activity, level in wishes:
        if level == Wish.Level.REQUIRED:
            musts[activity].add(person)
    return musts


def _spaces(edition: Edition) -> list[Space]:
    """The plannable spaces of every stop's venue."""
    spaces = Space.objects.filter(venue__stop__edition=edition, plannable=True)
    return list(spaces.distinct().prefetch_related("equipment", "openings").order_by("position", "pk"))


def _relations(edition: Edition, by_proposal: dict[int, int]) -> list[tuple[str, int, int]]:
    found = Relation.objects.filter(first__edition=edition, second__edition=edition).order_by("pk")
    return [
        (kind, by_proposal[first], by_proposal[second])
        for kind, first, second in found.values_list("kind", "first_id", "second_id")
        if first in by_proposal and second in by_proposal
    ]
