"""A gathering in KoMa's format: six activities, two rooms, six slots, six people, and one wish that no room fulfils."""

import json
from typing import Any

TITLES = ("Lire un bilan", "Écrire à plusieurs", "Chanter", "Cuisiner sans recette", "Réparer un vélo", "Jouer")
HOURS = ("Thu 09:00-Thu 10:00", "Thu 10:00-Thu 11:00", "Thu 11:00-Thu 12:00")


def koma_gathering() -> bytes:
    """The file: every activity fits, but « Jouer » asks for a stage."""
    return json.dumps(
        {
            "info": {"title": "Rencontre des dunes", "slug": "dunes", "place": "Sète"},
            "aks": [_activity(number, title) for number, title in enumerate(TITLES)],
            "rooms": [_room(0, "Oratoire", 40), _room(1, "Plage", 30)],
            "participants": [_person(number) for number in range(6)],
            "timeslots": {
                "info": {"duration": 1.0, "blocknames": [["Donnerstag", "Vormittag"], ["Freitag", "Vormittag"]]},
                "blocks": [_slots(0, HOURS), _slots(3, tuple(hour.replace("Thu", "Fri") for hour in HOURS))],
            },
        }
    ).encode()


def _activity(number: int, title: str) -> dict[str, Any]:
    needs = ["stage"] if title == "Jouer" else []
    told = {"name": title, "head": "", "description": "", "reso": False}
    return {
        "id": number,
        "duration": 1,
        "properties": {},
        "room_constraints": needs,
        "time_constraints": [],
        "info": told,
    }


def _room(number: int, name: str, capacity: int) -> dict[str, Any]:
    return {
        "id": number,
        "info": {"name": name},
        "capacity": capacity,
        "fulfilled_room_constraints": [],
        "time_constraints": [],
    }


def _person(number: int) -> dict[str, Any]:
    wishes = [{"ak_id": one, "required": False, "preference_score": (number + one) % 3} for one in range(len(TITLES))]
    return {
        "id": number,
        "info": {"name": f"Personne {number}"},
        "room_constraints": [],
        "time_constraints": [],
        "preferences": wishes,
    }


def _slots(first: int, hours: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"id": first + number, "info": {"time": hour}, "fulfilled_time_constraints": []}
        for number, hour in enumerate(hours)
    ]
