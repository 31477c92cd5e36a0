"""Writes an edition as a KoMa problem, and a version of its timetable as `scheduled_aks`, in one document.

Identifiers are those of the file that the edition was imported from, if it was. No name of a person is written: the
format carries wishes, and wishes are nobody else's business. People whom the reader may not see are numbered and
ordered anew in each file. What remains: a person's wishes and presences stand together, since they are the problem;
whoever knows a rare part of them from elsewhere, another export included, can recognise the person and read the rest.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bigre.editions.models import Edition, Participation, Space
from bigre.people.rules import Viewer
from bigre.programme.models import Activity, SourceKey, TimetableVersion
from bigre.proposals.models import Relation, Wish

from .gathering import instant_key
from .koma_names import Id, Names, as_id, names_of, people_named

SCORES = {Wish.Level.LIKE: 1, Wish.Level.LOVE: 2, Wish.Level.REQUIRED: -1}

type Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Slot:
    id: Id
    block: int
    starts_at: datetime
    ends_at: datetime

    def within(self, spans: list[Span]) -> bool:
        """Whether one of the spans holds it whole."""
        return any(start <= self.starts_at and self.ends_at <= end for start, end in spans)


def koma_json(edition: Edition, version: TimetableVersion | None, viewer: Viewer) -> bytes:
    """The problem, and the version's placements and attendances where there is one (constant queries)."""
    writer = _Writer(edition, viewer)
    document = writer.problem() | ({"scheduled_aks": list(writer.scheduled(version))} if version else {})
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


class _Writer:
    """The rows of an edition under their identifiers in the file."""

    def __init__(self, edition: Edition, viewer: Viewer) -> None:
        self.edition = edition
        self.space_names = names_of(edition, SourceKey.Kind.SPACE)
        self.participations, self.person_names = people_named(edition, viewer)
        self.slots = list(self._slots(names_of(edition, SourceKey.Kind.SLOT)))
        self.activities = list(edition.activities.order_by("pk").prefetch_related("equipment", "proposal__windows"))
        self.activity_names = self._activity_names()
        self.by_proposal = {one.proposal_id: self.activity_names[one.pk] for one in self.activities if one.proposal_id}
        self.spaces = list(
            Space.objects.filter(venue__stop__edition=edition, plannable=True)
            .distinct()
            .order_by("position", "pk")
            .prefetch_related("equipment", "openings")
        )

    def _activity_names(self) -> dict[int, Id]:
        """Activities that came without an identifier are numbered after the others."""
        told = {one.pk: as_id(one.external_id) for one in self.activities if one.external_id}
        first = max((name for name in told.values() if isinstance(name, int)), default=-1) + 1
        others = [one.pk for one in self.activities if not one.external_id]
        return told | {pk: first + rank for rank, pk in enumerate(others)}

    def _slots(self, names: Names) -> Iterator[_Slot]:
        """The slots of every day's bands, in order."""
        grid = self.edition.grid_minutes
        for block, (day, start, end) in enumerate(self._blocks()):
            for minutes in range(start, end - grid + 1, grid):
                starts_at = self.edition.moment(day, minutes)
                ends_at = self.edition.moment(day, minutes + grid)
                yield _Slot(names.of(instant_key(starts_at)), block, starts_at, ends_at)

    def _blocks(self) -> list[tuple[date, int, int]]:
        bands = list(self.edition.bands.all())
        if not bands:
            return [(day, self.edition.opens_minutes, self.edition.closes_minutes) for day in self.edition.days]
        return sorted(
            (day, band.starts_minutes, band.ends_minutes)
            for day in self.edition.days
            for band in bands
            if band.day in (None, day)
        )

    def problem(self) -> dict[str, Any]:
        """What is to be planned: activities, rooms, people with their wishes, and slots with the labels they fulfil."""
        labels: dict[str, list[Span]] = {}
        aks = list(self._aks(labels))
        rooms = list(self._rooms(labels))
        people = list(self._people(labels))
        return {
            "info": {"title": self.edition.name, "slug": self.edition.slug},
            "aks": aks,
            "rooms": rooms,
            "participants": people,
            "timeslots": {"info": {"duration": f"{self.edition.grid_minutes} min"}, "blocks": self._labelled(labels)},
        }

    def _labelled(self, labels: dict[str, list[Span]]) -> list[list[dict[str, Any]]]:
        blocks: dict[int, list[dict[str, Any]]] = {}
        for slot in self.slots:
            start = slot.starts_at.astimezone(self.edition.zone).replace(tzinfo=None)
            fulfilled = [label for label, spans in labels.items() if slot.within(spans)]
            told = {"id": slot.id, "info": {"start": start.isoformat()}, "fulfilled_time_constraints": fulfilled}
            blocks.setdefault(slot.block, []).append(told)
        return list(blocks.values())

    def _aks(self, labels: dict[str, list[Span]]) -> Iterator[dict[str, Any]]:
        before, apart = self._relations("before"), self._relations("not_together")
        for activity in self.activities:
            name = self.activity_names[activity.pk]
            windows = activity.proposal.windows.all() if activity.proposal else ()
            spans = [(window.starts_at, window.ends_at) for window in windows]
            properties: dict[str, Any] = {"dependencies": before.get(name), "conflicts": apart.get(name)}
            yield {
                "id": name,
                "duration": self._length(activity),
                "properties": {key: value for key, value in properties.items() if value},
                "room_constraints": [item.code for item in activity.equipment.all()],
                "time_constraints": _labels(labels, f"activity-{name}", spans),
                "info": {"name": activity.title, "head": "", "description": activity.text, "reso": False},
            }

    def _length(self, activity: Activity) -> int:
        return -(-activity.duration_minutes // self.edition.grid_minutes)

    def _relations(self, kind: str) -> dict[Id, list[Id]]:
        """For each activity, those that it must follow, or must not overlap."""
        found: dict[Id, list[Id]] = {}
        rows = Relation.objects.filter(kind=kind, first__edition=self.edition).order_by("pk")
        for first, second in rows.values_list("first_id", "second_id"):
            if first in self.by_proposal and second in self.by_proposal:
                found.setdefault(self.by_proposal[second], []).append(self.by_proposal[first])
        return found

    def _rooms(self, labels: dict[str, list[Span]]) -> Iterator[dict[str, Any]]:
        for space in self.spaces:
            name = self.space_names.of(space.slug)
            spans = [(opening.starts_at, opening.ends_at) for opening in space.openings.all()]
            yield {
                "id": name,
                "info": {"name": space.name},
                "capacity": -1 if space.capacity is None else space.capacity,
                "fulfilled_room_constraints": [item.code for item in space.equipment.all()],
                "time_constraints": _labels(labels, f"space-{name}", spans),
            }

    def _people(self, labels: dict[str, list[Span]]) -> Iterator[dict[str, Any]]:
        wishes: dict[int, list[dict[str, Any]]] = {}
        rows = (
            Wish.objects.granted_by_attending()
            .filter(proposal__edition=self.edition)
            .order_by("person_id", "proposal_id")
        )
        for person, proposal, level in rows.values_list("person_id", "proposal_id", "level"):
            if proposal in self.by_proposal:
                wishes.setdefault(person, []).append(_preference(self.by_proposal[proposal], level))
        for participation in self.participations:
            yield self._person(participation, wishes.get(participation.person_id, []), labels)

    def _person(
        self, participation: Participation, wishes: list[dict[str, Any]], labels: dict[str, list[Span]]
    ) -> dict[str, Any]:
        name = self.person_names.of(str(participation.person.uuid))
        spans = [(presence.starts_at, presence.ends_at) for presence in participation.presences.all()]
        return {
            "id": name,
            "info": {"name": ""},
            "preferences": wishes,
            "room_constraints": [],
            "time_constraints": _labels(labels, f"person-{name}", spans),
        }

    def scheduled(self, version: TimetableVersion) -> Iterator[dict[str, Any]]:
        """Where and when each placed activity is held, and who is proposed to attend."""
        attending = self._attending(version)
        for placement in version.placements.order_by("starts_at", "pk").select_related("space"):
            yield {
                "ak_id": self.activity_names[placement.activity_id],
                "room_id": self.space_names.of(placement.space.slug),
                "timeslot_ids": [
                    slot.id for slot in self.slots if placement.starts_at <= slot.starts_at < placement.ends_at
                ],
                "participant_ids": attending.get(placement.activity_id, []),
            }

    def _attending(self, version: TimetableVersion) -> dict[int, list[Id]]:
        """Who of those in the file is proposed to attend each activity, in the order of the file."""
        proposed: dict[int, set[int]] = {}
        for activity, person in version.attendances.values_list("activity_id", "person_id"):
            proposed.setdefault(activity, set()).add(person)
        called = [(one.person_id, self.person_names.of(str(one.person.uuid))) for one in self.participations]
        return {activity: [name for pk, name in called if pk in people] for activity, people in proposed.items()}


def _labels(labels: dict[str, list[Span]], name: str, spans: list[Span]) -> list[str]:
    """A label of its own for whoever is not always free; contiguous spans count as one."""
    if not spans:
        return []
    labels[name] = list(_joined(sorted(spans)))
    return [name]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _preference(activity: Id, level: int) -> dict[str, Any]:
    score = SCORES[Wish.Level(level)]
    return {"ak_id": activity, "required": score == -1, "preference_score": score}
