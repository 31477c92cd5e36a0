"""An activity in schema.org's words (https://schema.org/Event), for search engines and other machines."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from bigre.editions.models import Edition
from bigre.programme.queries.activity import ActivityPage


def event_data(edition: Edition, page: ActivityPage, address: str) -> dict[str, Any]:
    """The activity as an Event; people are named only where the viewer may see their name."""
    placed = page.placed
    if placed is None:
        return {}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": placed.title,
        "description": page.activity.summary,
        "startDate": placed.starts_at.isoformat(),
        "endDate": placed.ends_at.isoformat(),
        "inLanguage": list(placed.languages),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": placed.room.name},
        "superEvent": {"@type": "Event", "name": edition.name, "startDate": str(edition.starts_on)},
        "organizer": [{"@type": "Person", "name": face.name} for face in page.seen_faces],
        "maximumAttendeeCapacity": page.activity.max_size or placed.room.capacity,
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def event_script(data: dict[str, Any]) -> SafeString:
    """The data as the text of a `<script type="application/ld+json">`: no character in it can close the element."""
    text = json.dumps(data, ensure_ascii=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(text)  # noqa: S308  # what could be markup has just been written as \\uXXXX
