"""The proposals of a sheet enter an edition, with their facilitators."""

from collections.abc import Iterable

from django.db import transaction

from bigre.core.rules import fold
from bigre.editions.models import Edition, Participation
from bigre.people.models import Person
from bigre.people.queries import shows
from bigre.people.rules import Viewer
from bigre.programme.exchange.gathering import ActivityPart
from bigre.proposals.models import Proposal

from .kinds import equipment_labelled, store_formats, store_themes
from .proposed import store_proposals


@transaction.atomic
def store_sheet(*, edition: Edition, proposals: tuple[ActivityPart, ...], viewer: Viewer) -> int:
    """Add the proposals as submitted; return how many people were made for them.

    A facilitator is the one participant of that name whom the viewer may see, else a new person without an account who
    takes part: whether somebody hidden bears a name cannot be found out by importing it.
    """
    seen = Person.objects.filter(shows(viewer, "name"), participations__edition=edition)
    people, made = _people(edition, seen, [name for part in proposals for name in part.leaders])
    store_proposals(
        edition,
        proposals,
        Proposal.State.SUBMITTED,
        formats=store_formats(edition, proposals),
        themes=store_themes(edition, proposals),
        equipment=equipment_labelled(label for part in proposals for label in part.equipment),
        people=people,
    )
    return made


def _people(edition: Edition, seen: Iterable[Person], names: Iterable[str]) -> tuple[dict[str, Person], int]:
    """A person for each name, among those `seen` or else made, and how many are new."""
    there: dict[str, list[Person]] = {}
    for person in seen:
        there.setdefault(fold(person.name), []).append(person)
    alone = {name: people[0] for name, people in there.items() if len(people) == 1}
    new = {fold(name): Person(name=name) for name in names if fold(name) not in alone}
    Person.objects.bulk_create(new.values(), batch_size=500)
    Participation.objects.bulk_create(Participation(edition=edition, person=person) for person in new.values())
    known = alone | new
    return {name: known[fold(name)] for name in names}, len(new)
