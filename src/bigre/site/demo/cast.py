"""Who takes part: people written out, and others put together from names, occupations and sentences; in memory only."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from django.utils.text import slugify

from bigre.people.models import Membership, Occupation, Person, Place

from .chance import chance_for, pick, stable_uuid
from .content import Row, content
from .towns import Towns

STATUSES = [
    (Membership.Status.ENTREPRENEUR, 0.68),
    (Membership.Status.EMPLOYED_ASSOCIATE, 0.22),
    (Membership.Status.PERMANENT, 0.1),
]
WAYS = [
    (Occupation.Way.ALONE, 0.45),
    (Occupation.Way.BOTH, 0.3),
    (Occupation.Way.COLLECTIVE, 0.2),
    (Occupation.Way.EMPLOYED, 0.05),
]
STRINGS_TO_THE_BOW = [(1, 0.5), (2, 0.35), (3, 0.15)]
DUTCH_SPEAKING = {"gedeelde-werf", "kompaan-coop", "weefgetouw"}
SHARE_WHO_SAY_A_WORD = 0.55
NAMESAKES = 4
"""At most so many people share a first or a family name."""


@dataclass(slots=True)
class Participant:
    """A person to be, with what the other parts of the demo ask about them."""

    person: Person
    email: str
    cooperative: str
    status: str
    since: date
    occupations: list[Row]
    persona: str = ""
    first_time: bool = False
    role: str = ""

    @property
    def trades(self) -> set[str]:
        """The codes of their trades."""
        return {row["trade"] for row in self.occupations}


def participants(towns: Towns) -> list[Participant]:
    """All 250, in memory, cooperative by cooperative, those written out first in theirs."""
    source, names = chance_for("people"), Counter[str]()
    written = [_written_out(row, towns) for row in content("people")["persona"]]
    names.update(one.person.name for one in written)
    found: list[Participant] = []
    for row in content("network")["cooperative"]:
        here = [one for one in written if one.cooperative == row["slug"]]
        missing = row["participants"] - len(here)
        found += here + [_drawn(source, row, names, towns) for _ in range(missing)]
    return found


def _written_out(row: Row, towns: Towns) -> Participant:
    person = Person(
        uuid=stable_uuid("person", row["email"]),
        name=row["name"],
        pronouns=row["pronouns"],
        about=row["about"],
        languages=row["languages"],
        place=towns[row["place"]],
        contact=row["email"],
        invented=True,
    )
    return Participant(
        person=person,
        email=row["email"],
        cooperative=row["cooperative"],
        status=row["status"],
        since=date(row["since"], 9, 1),
        occupations=row["occupations"],
        persona=row["key"],
        first_time=row.get("first_time", False),
        role=row.get("role", ""),
    )


def _drawn(source: Random, cooperative: Row, names: Counter[str], towns: Towns) -> Participant:
    languages = _languages(source, cooperative)
    name = _new_name(source, cooperative["country"], languages[0], names)
    email = f"{slugify(name.replace('’', ''))}@example.org"
    person = Person(
        uuid=stable_uuid("person", email),
        name=name,
        about=_word(source, languages[0]),
        languages=languages,
        place=_home(source, cooperative, towns),
        contact=email,
        invented=True,
    )
    return Participant(
        person=person,
        email=email,
        cooperative=cooperative["slug"],
        status=pick(source, STATUSES),
        since=date(source.randint(2008, 2022), source.randint(1, 6), 1),
        occupations=list(_occupations(source)),
    )


def _languages(source: Random, cooperative: Row) -> list[str]:
    """Mother tongue first; a cooperative that works in given languages finds people who speak them."""
    if "languages" in cooperative:
        return list(cooperative["languages"])
    shares = content("people")["languages"]
    belgian = cooperative["country"] == "BE"
    mixed = cooperative["slug"] == "smart-belgique" and source.random() < shares["dutch_speakers_among_belgians"]
    if cooperative["slug"] in DUTCH_SPEAKING or mixed:
        also = [("fr", shares["dutch_speakers_with_french"]), ("en", shares["dutch_speakers_with_english"])]
        return ["nl", *(language for language, share in also if source.random() < share)]
    also = [("nl", shares["french_speaking_belgians_with_dutch"] if belgian else 0.02)]
    also.append(("en", shares["french_speakers_with_english"]))
    return ["fr", *(language for language, share in also if source.random() < share)]


def _new_name(source: Random, country: str, language: str, names: Counter[str]) -> str:
    """A first and a family name, neither met too often, together nobody's yet; some come from the other country."""
    while True:
        at_home = language == "nl" or source.random() < 0.85
        origin = country if at_home else ("FR" if country == "BE" else "BE")
        listed = content("people")["names"][origin]
        first, family = source.choice(listed["first"]), source.choice(listed["family"])
        name = f"{first} {family}"
        if names[first] < NAMESAKES and names[family] < NAMESAKES and not names[name]:
            names.update([first, family, name])
            return name


def _word(source: Random, language: str) -> str:
    sentences: list[str] = content("people")["about"][language]
    return source.choice(sentences) if source.random() < SHARE_WHO_SAY_A_WORD else ""


def _home(source: Random, cooperative: Row, towns: Towns) -> Place:
    around = content("people")["around"].get(cooperative["slug"], [cooperative["place"]])
    return towns[source.choice(around)]


def _occupations(source: Random) -> Iterator[Row]:
    rows = content("people")["occupation"]
    weighted = [(row, row["weight"]) for row in rows]
    known: set[str] = set()
    for _ in range(pick(source, STRINGS_TO_THE_BOW)):
        row = pick(source, weighted)
        if row["trade"] not in known:
            known.add(row["trade"])
            title = source.choice(row["titles"])
            yield {"title": title, "trade": row["trade"], "sector": row["sector"], "way": pick(source, WAYS)}
