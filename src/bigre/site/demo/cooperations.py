"""The cooperations that were born between 2015 and the edition, with their journals."""

from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from bigre.editions.models import Edition
from bigre.encounters.models import Cooperation, CooperationMember, Entry
from bigre.people.models import Cooperative, Person

from .cast import Participant
from .chance import chance_for, stable_uuid
from .content import Row, content

State = CooperationMember.State


def create_cooperations(
    editions: list[Edition], cooperatives: dict[str, Cooperative], people: list[Participant]
) -> list[Cooperation]:
    """Each cooperation with its members, who belonged already, and the lines of its journal."""
    known = {edition.slug: edition for edition in editions}
    source, made = chance_for("cooperations"), []
    for row in content("cooperations")["cooperation"]:
        cooperation = _create(row, known.get(row.get("edition", "")))
        cooperation.cooperatives.set([cooperatives[slug] for slug in row["with"]])
        members = _members(source, row, people)
        _write_members(cooperation, row, members, people)
        _write_journal(cooperation, row, members)
        made.append(cooperation)
    return made


def _create(row: Row, edition: Edition | None) -> Cooperation:
    states = [line for line in row["lines"] if "state" in line]
    last = states[-1]
    return Cooperation.objects.create(
        uuid=stable_uuid("cooperation", row["name"]),
        name=row["name"],
        sentence=row["sentence"],
        state=last["state"],
        audience=row["audience"],
        edition=edition,
        begun_on=row["begun_on"],
        ended_on=last["on"] if last["state"] == Cooperation.State.ENDED else None,
        invented=True,
    )


def _members(source: Random, row: Row, people: list[Participant]) -> list[Person]:
    """One person of each cooperative: a persona of the row where there is one, else somebody who had joined by then."""
    chosen = []
    for slug in row["with"]:
        here = [one for one in people if one.cooperative == slug]
        personas = [one for one in here if one.persona in row.get("by", ())]
        others = [one for one in here if not one.persona]
        early = [one for one in others if one.since <= row["begun_on"]] or others
        chosen.append(personas[0] if personas else source.choice(early))
    return [one.person for one in chosen]


def _write_members(cooperation: Cooperation, row: Row, members: list[Person], people: list[Participant]) -> None:
    begun = _moment(row["begun_on"], 10)
    asked = [one.person for one in people if one.persona in row.get("asks", ())]
    CooperationMember.objects.bulk_create(
        [
            CooperationMember(
                cooperation=cooperation, person=person, state=state, invited_by=invited_by, since_at=begun
            )
            for state, group, invited_by in ((State.MEMBER, members, None), (State.INVITED, asked, members[0]))
            for person in group
        ]
    )


def _write_journal(cooperation: Cooperation, row: Row, members: list[Person]) -> None:
    Entry.objects.bulk_create(
        [
            Entry(
                cooperation=cooperation,
                author=members[line.get("by", 0)],
                kind=line.get("kind", Entry.Kind.STATE if "state" in line else Entry.Kind.NOTE),
                state=line.get("state", ""),
                text=line.get("text", ""),
                written_at=_moment(line["on"], 11 + position),
            )
            for position, line in enumerate(row["lines"])
        ]
    )


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
