"""An edition written as a file, in whichever format somebody asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bigre.editions.models import Edition
from bigre.people.rules import Viewer
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.programme_texts import programme_texts
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import timetable
from bigre.proposals.queries.call import call_of

from .calendar_writer import activity_events, calendar
from .frab_writer import Schedule, frab_json, frab_xml
from .koma_writer import koma_json
from .programme_sheet import programme_workbook


class ExportFormat(StrEnum):
    """The formats that we write."""

    FRAB_XML = "frab-xml"
    FRAB_JSON = "frab-json"
    ICS = "ics"
    KOMA = "koma"
    XLSX = "xlsx"


class NothingPublished(Exception):
    """The format is for everybody to read, and the edition has no published programme."""


class WishesHidden(Exception):
    """The format holds what people wish, and their vote is planned or under way."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file: its bytes, what it is called and what it is."""

    content: bytes
    name: str
    media_type: str


MEDIA_TYPES = {
    ExportFormat.FRAB_XML: ("application/xml; charset=utf-8", "xml"),
    ExportFormat.FRAB_JSON: ("application/json; charset=utf-8", "json"),
    ExportFormat.ICS: ("text/calendar; charset=utf-8", "ics"),
    ExportFormat.KOMA: ("application/json; charset=utf-8", "koma.json"),
    ExportFormat.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


def write(edition: Edition, format_: ExportFormat, *, viewer: Viewer, base_url: str, now: datetime) -> Written:
    """The edition in this format, with the names that the viewer may see.

    KoMa and XLSX take the published version, else the latest draft; the others raise `NothingPublished` without one.
    KoMa holds wishes: it raises `WishesHidden` until the vote is closed.
    """
    if format_ is ExportFormat.KOMA and call_of(edition).hides_wishes_at(now):
        raise WishesHidden(edition.slug)
    version = current_version(edition)
    media_type, ending = MEDIA_TYPES[format_]
    if format_ is ExportFormat.KOMA:
        content = koma_json(edition, version or latest_draft(edition), viewer)
    elif format_ is ExportFormat.XLSX:
        content = programme_workbook(edition, version or latest_draft(edition), viewer)
    elif version is None:
        raise NothingPublished(edition.slug)
    else:
        content = _PUBLIC[format_](schedule_of(edition, version, viewer, base_url))
    return Written(content, f"{edition.slug}.{ending}", media_type)


def latest_draft(edition: Edition) -> TimetableVersion | None:
    """The version made last, published or not."""
    return edition.versions.order_by("-number").first()


def schedule_of(edition: Edition, version: TimetableVersion, viewer: Viewer, base_url: str) -> Schedule:
    """The programme ready to be written as a schedule: its timetable and its texts."""
    return Schedule(edition, timetable(version, edition, viewer), programme_texts(version), base_url)


def _ics(schedule: Schedule) -> bytes:
    version = schedule.timetable.version
    events = activity_events(
        schedule.timetable.placed,
        stamp=version.published_at or version.made_at,
        sequence=version.number,
        address=schedule.address_of,
    )
    return calendar(events, name=schedule.edition.name)


_PUBLIC: dict[ExportFormat, Callable[[Schedule], bytes]] = {
    ExportFormat.FRAB_XML: frab_xml,
    ExportFormat.FRAB_JSON: frab_json,
    ExportFormat.ICS: _ics,
}
