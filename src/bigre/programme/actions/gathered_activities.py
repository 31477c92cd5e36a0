"""What people do at a gathering: proposals with wishes that are still to be planned, or a programme with its times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import ngettext

from bigre.editions.models import Edition, Equipment, Space
from bigre.people.models import Person
from bigre.programme.exchange.gathering import Gathering
from bigre.programme.models import Activity, Lead, Placement
from bigre.programme.rules import search_stems
from bigre.proposals.models import Format, Proposal, Relation, Theme, Wish

from .activities import create_activities
from .kinds import link
from .proposed import fields_of, store_proposals
from .versions import publish, store_version

BATCH = 500


@dataclass(frozen=True, slots=True)
class Rows:
    """The edition's rows made so far, by their key or label in the file."""

    edition: Edition
    spaces: dict[str, Space]
    people: dict[str, Person]
    equipment: dict[str, Equipment]
    formats: dict[str, Format]
    themes: dict[str, Theme]


def store_activities(*, gathering: Gathering, rows: Rows, by: Person | None, now: datetime) -> Iterable[str]:
    """Store proposals with their activities, or a published programme; return notes."""
    if gathering.proposed:
        _store_proposed(gathering, rows, now)
        return []
    return _store_programme(gathering, rows, by, now)


def _store_proposed(gathering: Gathering, rows: Rows, now: datetime) -> None:
    """Accepted proposals with wishes and relations, and the activities born from them under the file's identifiers."""
    proposals = store_proposals(
        rows.edition,
        gathering.activities,
        Proposal.State.ACCEPTED,
        formats=rows.formats,
        themes=rows.themes,
        equipment=rows.equipment,
        people=rows.people,
    )
    Wish.objects.bulk_create(
        (
            Wish(person=rows.people[wish.person], proposal=proposals[wish.activity], level=wish.level)
            for wish in gathering.wishes
        ),
        batch_size=BATCH,
    )
    Relation.objects.bulk_create(
        (
            Relation(kind=one.kind, first=proposals[one.first], second=proposals[one.second])
            for one in gathering.relations
        ),
        batch_size=BATCH,
    )
    create_activities(edition=rows.edition, now=now)
    keys = {proposal.pk: key for key, proposal in proposals.items()}
    activities = list(rows.edition.activities.filter(proposal__in=keys))
    for activity in activities:
        activity.external_id = keys[activity.proposal_id or 0]
    Activity.objects.bulk_update(activities, ["external_id"], batch_size=BATCH)


def _store_programme(gathering: Gathering, rows: Rows, by: Person | None, now: datetime) -> Iterable[str]:
    """Activities without proposals, and their times as a version that is published at once."""
    taken = _taken([part.uuid for part in gathering.activities if part.uuid])
    activities = {
        part.key: Activity(
            edition=rows.edition,
            format=rows.formats.get(part.format),
            uuid=part.uuid if part.uuid and part.uuid not in taken else uuid4(),
            search_stems=search_stems(
                " ".join((part.title, part.summary, part.text, part.format, *part.themes)), part.languages
            ),
            **fields_of(part),
        )
        for part in gathering.activities
    }
    Activity.objects.bulk_create(activities.values(), batch_size=BATCH)
    Lead.objects.bulk_create(
        (
            Lead(activity=activities[part.key], person=rows.people[leader], position=n)
            for part in gathering.activities
            for n, leader in enumerate(part.leaders)
        ),
        batch_size=BATCH,
    )
    pairs = ((activities[part.key], rows.themes[label]) for part in gathering.activities for label in part.themes)
    link(Activity.themes.through, "activity_id", "theme_id", pairs)
    _publish_placements(gathering, rows, activities, by, now)
    return _notes(len(taken))


def _taken(uuids: list[UUID]) -> set[UUID]:
    return set(Activity.objects.filter(uuid__in=uuids).values_list("uuid", flat=True))


def _notes(taken: int) -> list[str]:
    if not taken:
        return []
    sentence = ngettext(
        "%(count)d activité avait un identifiant déjà pris par une autre édition : elle en a reçu un nouveau.",
        "%(count)d activités avaient un identifiant déjà pris par une autre édition : elles en ont reçu un nouveau.",
        taken,
    )
    return [sentence % {"count": taken}]


def _publish_placements(
    gathering: Gathering, rows: Rows, activities: dict[str, Activity], by: Person | None, now: datetime
) -> None:
    edition = rows.edition
    placements = [
        Placement(
            activity=activities[one.activity],
            space=rows.spaces[one.space],
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in gathering.placements
    ]
    if placements:
        version = store_version(edition=edition, by=by, placements=placements, attendances=[], now=now)
        # What comes from a file was announced where it comes from.
        publish(version=version, by=by, now=now, telling=False)
        edition.refresh_from_db(fields=["life"])
    if edition.ends_on < now.astimezone(edition.zone).date():
        edition.life = Edition.Life.ARCHIVED
        edition.save(update_fields=["life"])
