"""Writes the activities of an edition as a workbook, in the columns of the import and with their time and place."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see
from bigre.programme.models import Activity, Placement, TimetableVersion
from bigre.proposals.models import Proposal

from .sheet_writer import workbook
from .text import clean


def programme_workbook(edition: Edition, version: TimetableVersion | None, viewer: Viewer) -> bytes:
    """Every activity and every proposal without one, with the names that the viewer may see (constant queries).

    A draft is its leaders' alone: no file holds it.
    """
    more = [_("Jour"), _("Début"), _("Fin"), _("Espace"), _("Identifiant")]
    return workbook(_("Propositions"), more, _rows(edition, version, viewer))


def _rows(edition: Edition, version: TimetableVersion | None, viewer: Viewer) -> Iterator[Sequence[Any]]:
    placements = {one.activity_id: one for one in version.placements.select_related("space")} if version else {}
    activities = edition.activities.select_related("format").prefetch_related("themes", "equipment", "leads__person")
    for activity in activities.order_by("pk"):
        people = [lead.person for lead in sorted(activity.leads.all(), key=lambda lead: (lead.position, lead.pk))]
        where = _where(edition, placements.get(activity.pk))
        yield [*_columns(activity, people, viewer), *where, str(activity.uuid)]
    waiting = edition.proposals.filter(activity__isnull=True).exclude(state=Proposal.State.DRAFT)
    told = waiting.select_related("format").prefetch_related("themes", "equipment", "facilitations__person")
    for proposal in told.order_by("pk"):
        named = sorted(proposal.facilitations.all(), key=lambda one: (not one.is_contact, one.pk))
        people = [one.person for one in named]
        yield [*_columns(proposal, people, viewer), *_where(edition, None), str(proposal.uuid)]


def _columns(one: Activity | Proposal, people: list[Person], viewer: Viewer) -> list[Any]:
    """The cells in the order of `sheet_columns.COLUMNS`."""
    return [
        clean(one.title),
        one.duration_minutes,
        clean(one.summary),
        clean(one.text),
        one.format.label_fr if one.format else "",
        " ; ".join(theme.label_fr for theme in one.themes.all()),
        ", ".join(one.languages),
        one.ideal_size,
        one.max_size,
        " ; ".join(item.label_fr for item in one.equipment.all()),
        " ; ".join(clean(person.name) for person in people if can_see(viewer, person, "name")),
    ]


def _where(edition: Edition, placement: Placement | None) -> list[Any]:
    if placement is None:
        return ["", "", "", ""]
    start, end = placement.starts_at.astimezone(edition.zone), placement.ends_at.astimezone(edition.zone)
    return [start.date().isoformat(), f"{start:%H:%M}", f"{end:%H:%M}", placement.space.name]
