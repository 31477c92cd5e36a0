"""Who takes part in an edition, as its planners may know them: name, cooperative, and when they are there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from bigre.core.models import Audience, Interval
from bigre.core.rules import fold
from bigre.editions.models import Edition, Participation
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound
from bigre.encounters.rules.seating import Stretch, is_there
from bigre.people.models import Membership, Person
from bigre.people.rules import can_see, stand_in


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who takes part. `name` and `cooperative` are empty when not shown to people of the same edition.

    `label` stands for them and nobody else, `called` is what a page calls them. Everything that counts or draws
    cooperatives counts by this `cooperative`, so that no count tells a hidden one.
    """

    pk: int
    uuid: str
    name: str
    label: str
    cooperative: str
    presences: tuple[Stretch, ...]
    # False for who sat in a plan for volunteers and comes no more.
    comes: bool = True

    @property
    def called(self) -> str:
        """Their name, or « Une personne 2 »."""
        return self.name or self.label

    def is_there(self, during: Interval) -> bool:
        """Whether they are there when it begins."""
        return self.comes and is_there(self.presences, during.starts_at)


def guests_of(edition: Edition) -> list[Guest]:
    """Everybody who takes part, in the order of a directory (3 queries)."""
    current = Membership.objects.filter(until_on__isnull=True).select_related("cooperative").order_by("pk")
    rows = edition.participations.select_related("person").prefetch_related(
        "presences", Prefetch("person__memberships", current)
    )
    guests = sorted((_guest(row) for row in rows), key=lambda guest: (not guest.name, fold(guest.name), guest.pk))
    return list(_labelled(guests))


def guests_of_plan(plan: SeatingPlan, everybody: list[Guest] | None = None) -> list[Guest]:
    """Whom a plan is about: everybody, or who said that they come, or sat there and doesn't any more.

    3 queries for a plan for volunteers, and 3 more unless the `everybody` of its edition is given.

    Who comes for a part of a plan comes for that part. Who says that they come to something at which, by what they had
    said before, they are never there has changed their mind: their latest word counts.
    """
    everybody = guests_of(plan.edition) if everybody is None else everybody
    if not plan.is_for_volunteers:
        return everybody
    coming = set(plan.volunteers.values_list("person_id", flat=True))
    seated = set(Seat.objects.filter(round__plan=plan).values_list("person_id", flat=True))
    rounds = list(plan.rounds.all())
    return [
        _of_their_word(one, rounds) if one.pk in coming else replace(one, comes=False)
        for one in everybody
        if one.pk in coming | seated
    ]


def _of_their_word(guest: Guest, rounds: Sequence[SeatingRound]) -> Guest:
    return guest if any(guest.is_there(one) for one in rounds) else replace(guest, presences=())


def _guest(row: Participation) -> Guest:
    person = row.person
    viewer = stand_in(person, Audience.EDITION)
    shown = person.memberships.all() if can_see(viewer, person, "cooperative") else ()
    return Guest(
        pk=person.pk,
        uuid=str(person.uuid),
        name=shown_name(person),
        label="",
        cooperative=next((one.cooperative.name for one in shown), ""),
        presences=tuple((one.starts_at, one.ends_at) for one in row.presences.all()),
    )


def shown_name(person: Person) -> str:
    """The person's name as those of the same edition may read it, or nothing."""
    return person.name if can_see(stand_in(person, Audience.EDITION), person, "name") else ""


def _labelled(guests: Iterable[Guest]) -> Iterable[Guest]:
    """The same, each with words that stand for nobody else: « Alice (Coopérative des Pins) »."""
    times: Counter[str] = Counter()
    for one in guests:
        words = one.name or _("Une personne")
        if one.name and one.cooperative:
            words = _("%(name)s (%(cooperative)s)") % {"name": one.name, "cooperative": one.cooperative}
        times[words] += 1
        label = f"{words} {times[words]}" if times[words] > 1 or not one.name else words
        yield replace(one, label=label)
