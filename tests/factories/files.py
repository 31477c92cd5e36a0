"""Files that people bring in, made for tests: a small KoMa gathering, a small frab schedule, a sheet of proposals."""

import io
import json
from copy import deepcopy
from typing import Any

from openpyxl import Workbook

_DAY_ONE = ["Thu 09:00-Thu 10:00", "Thu 10:00-Thu 11:00"]
_DAY_TWO = ["Fri 14:00-Fri 15:00"]

_KOMA: dict[str, Any] = {
    "info": {"title": "KoMa des tests", "slug": "koma-test", "place": "Sète"},
    "aks": [
        {
            "id": 7,
            "duration": 2,
            "properties": {},
            "room_constraints": ["beamer"],
            "time_constraints": [],
            "info": {"name": "Lire", "head": "", "description": "À voix haute", "reso": False},
        },
        {
            "id": 9,
            "duration": 1,
            "properties": {"dependencies": [7]},
            "room_constraints": [],
            "time_constraints": ["fr"],
            "info": {"name": "Écrire"},
        },
    ],
    "rooms": [
        {
            "id": 3,
            "info": {"name": "Oratoire"},
            "capacity": 40,
            "fulfilled_room_constraints": ["beamer"],
            "time_constraints": [],
        },
        {"id": 4, "info": {}, "capacity": -1, "fulfilled_room_constraints": [], "time_constraints": ["do"]},
    ],
    "participants": [
        {
            "id": 0,
            "info": {"name": "Alice"},
            "room_constraints": [],
            "time_constraints": ["do"],
            "preferences": [
                {"ak_id": 7, "required": False, "preference_score": 2},
                {"ak_id": 9, "required": False, "preference_score": 0},
            ],
        },
        {
            "id": 1,
            "info": {"name": "Bob"},
            "room_constraints": ["no-stairs"],
            "time_constraints": [],
            "preferences": [
                {"ak_id": 7, "required": False, "preference_score": 1},
                {"ak_id": 9, "required": True, "preference_score": -1},
            ],
        },
    ],
    "timeslots": {
        "info": {"duration": 1.0, "blocknames": [["Donnerstag", "Vormittag"], ["Freitag", "Nachmittag"]]},
        "blocks": [
            [
                {"id": n, "info": {"time": text}, "fulfilled_time_constraints": ["do"]}
                for n, text in enumerate(_DAY_ONE)
            ],
            [
                {"id": 2 + n, "info": {"time": text}, "fulfilled_time_constraints": ["fr"]}
                for n, text in enumerate(_DAY_TWO)
            ],
        ],
    },
}


def koma_document() -> dict[str, Any]:
    """Two activities, two rooms, two people, three slots on a Thursday and a Friday; yours to spoil."""
    return deepcopy(_KOMA)


def koma(document: dict[str, Any] | None = None) -> bytes:
    """The same as a file."""
    return json.dumps(document or koma_document()).encode()


FRAB_XML = """<?xml version="1.0" encoding="utf-8"?>
<schedule>
  <version>1</version>
  <conference>
    <title>Rencontre des tests</title><acronym>rencontre_tests</acronym>
    <start>2022-08-22</start><end>2022-08-23</end><timeslot_duration>00:15</timeslot_duration>
    <time_zone_name>Europe/Paris</time_zone_name>
  </conference>
  <day index="1" date="2022-08-22" start="2022-08-22T07:00:00+02:00" end="2022-08-23T02:00:00+02:00">
    <room name="Oratoire">
      <event guid="11111111-1111-4111-8111-111111111111" id="1">
        <room>Oratoire</room><title>Lire un bilan</title><subtitle/><type>Atelier</type>
        <date>2022-08-22T09:30:00+02:00</date><start>09:30</start><duration>01:30</duration>
        <abstract>On part d’un vrai bilan.</abstract><description>Apporte le tien.</description>
        <track>Écologie</track><language>fr</language>
        <persons><person id="5">Alice Martin</person><person id="6"></person></persons>
      </event>
      <event guid="22222222-2222-4222-8222-222222222222" id="2">
        <room>Oratoire</room><title>Danser</title><type>Fête</type>
        <date>2022-08-23T00:30:00+02:00</date><start>00:30</start><duration>01:00</duration>
        <abstract/><track/>
        <persons/>
      </event>
    </room>
  </day>
</schedule>
"""


def frab_xml(old: str = "", new: str = "") -> bytes:
    """A schedule of two activities in one room, one of them after midnight; `old` replaced by `new`."""
    assert old in FRAB_XML
    return FRAB_XML.replace(old, new).encode() if old else FRAB_XML.encode()


def frab_json() -> dict[str, Any]:
    """A schedule with as little as the format's users get away with; yours to spoil."""
    event = {"title": "Lire un bilan", "date": "2022-08-22T09:30:00+02:00", "duration": "01:30"}
    day = {"index": 1, "date": "2022-08-22", "rooms": {"Oratoire": [event]}}
    return {"schedule": {"version": "1", "conference": {"title": "Rencontre", "acronym": "rencontre", "days": [day]}}}


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
