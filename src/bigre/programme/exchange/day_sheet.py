"""The day sheet: a day of the programme as a tagged PDF for the wall, set by Typst."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bigre.core.rules import dated
from bigre.editions.models import Edition
from bigre.programme.queries.grid import Day, Hour, Spot
from bigre.programme.queries.timetable import Room

TEMPLATE = Path(__file__).parent.parent / "data" / "day_sheet.typ"


def day_sheet_pdf(edition: Edition, day: Day, published_at: datetime) -> bytes:
    """The sheet of a day (PDF/UA-1, A3 landscape), dated from the publication so that equal sheets are equal files."""
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(sheet_data(edition, day))},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(published_at.astimezone(UTC).timestamp()),
    )
    assert isinstance(pdf, bytes)  # without an output path Typst returns the document
    return pdf


def sheet_data(edition: Edition, day: Day) -> dict[str, Any]:
    """What the Typst template reads, its texts in the language of the request."""
    name = dated(day.date, "l j F")
    return {
        "title": f"{edition.name}, {name}",
        "edition": edition.name,
        "day": name.capitalize(),
        "language": (get_language() or "fr")[:2],
        "rows": max([spot.row + spot.placed.quarters for hour in day.hours for spot in hour.spots], default=1),
        "rooms": [{"name": room.name, "places": _places(room)} for room in day.rooms],
        "hours": [{"clock": hour.clock, "row": hour.row} for hour in day.hours],
        "breaks": [rest for hour in day.hours for rest in _breaks(hour)],
        "spots": [_spot(spot) for hour in day.hours for spot in hour.spots],
    }


def _places(room: Room) -> str:
    if room.capacity is None:
        return ""
    return ngettext("%(places)s place", "%(places)s places", room.capacity) % {"places": room.capacity}


def _breaks(hour: Hour) -> list[dict[str, Any]]:
    until = _("jusqu’à %(until)s")
    return [
        {"row": hour.row, "rows": rest.quarters, "label": f"{rest.name} · {until % {'until': rest.until}}"}
        for rest in hour.breaks
    ]


def _spot(spot: Spot) -> dict[str, Any]:
    placed = spot.placed
    ends = f"{placed.ends_at.hour}:{placed.ends_at.minute:02}"
    return {
        "title": placed.title,
        "when": f"{placed.clock} – {ends}",
        "who": ", ".join(face.name for face in placed.seen_faces),
        "row": spot.row,
        "rows": placed.quarters,
        "column": spot.column,
        "colour": placed.colour,
    }
