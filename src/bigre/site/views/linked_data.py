"""Editions and cooperatives in schema.org's words, for search engines and other machines."""

from typing import Any

from bigre.editions.models import Stop
from bigre.people.models import Cooperative, Place
from bigre.site.queries import EditionFace

CONTEXT = "https://schema.org"


def edition_data(face: EditionFace, address: str) -> dict[str, Any]:
    """The edition as an Event (https://schema.org/Event), with where it takes place and who organises it."""
    edition = face.edition
    organisers = next((them for role, them in face.cooperatives if role == "organiser"), [])
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": edition.name,
        "description": edition.summary.strip(),
        "startDate": edition.starts_on.isoformat(),
        "endDate": edition.ends_on.isoformat(),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "location": [_place(stop) for stop in face.stops],
        "organizer": [{"@type": "Organization", "name": one.name} for one in organisers],
    }
    return {key: value for key, value in data.items() if value not in ("", [])}


def _place(stop: Stop) -> dict[str, Any]:
    name = stop.venue.name if stop.venue else stop.name
    return {"@type": "Place", "name": name, "address": _address(stop.place) if stop.place else name}


def _address(place: Place) -> dict[str, str]:
    return {"@type": "PostalAddress", "addressLocality": place.name, "addressCountry": place.country}


def cooperative_data(cooperative: Cooperative, address: str) -> dict[str, Any]:
    """The cooperative as an Organization (https://schema.org/Organization); its members are not part of it."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Organization",
        "@id": address,
        "url": cooperative.website or address,
        "name": cooperative.name,
        "description": cooperative.summary.strip(),
        "address": _address(cooperative.place) if cooperative.place else "",
    }
    return {key: value for key, value in data.items() if value != ""}
