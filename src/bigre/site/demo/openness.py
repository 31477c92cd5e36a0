"""What the demo's people tell of themselves so as to meet others; the first-timer persona has yet to do so."""

from datetime import datetime
from random import Random

from bigre.encounters.actions.tags import load_tags
from bigre.encounters.models import DIMENSIONS, Leaning, Notice, Openness, Tag

from .cast import Participant
from .chance import chance_for, pick
from .content import Row, content

SHARE_WHO_TELL = 0.8
# Whose first steps the demo shows: she starts from an empty page.
YET_TO_TELL = "first-timer"
LEANINGS = [(Leaning.EITHER, 0.6), (Leaning.UNLIKE, 0.25), (Leaning.LIKE, 0.15)]
HOW_MANY = [(1, 0.5), (2, 0.35), (3, 0.15)]


def tell_openness(people: list[Participant], now: datetime) -> None:
    """Four in five tell something: one to three offers and needs each, leanings, and what to ask them about."""
    load_tags()
    source, written = chance_for("openness"), content("openness")
    telling = [
        one for one in people if one.persona != YET_TO_TELL and (one.persona or source.random() < SHARE_WHO_TELL)
    ]
    Openness.objects.bulk_create([_openness(source, one, written["ask_me_about"], now) for one in telling])
    rows = [
        (Notice(person=one.person, kind=kind, text=row["text"], written_at=now), row["tags"])
        for one in telling
        for kind in Notice.Kind
        for row in _drawn(source, one, written[kind.value])
    ]
    notices = Notice.objects.bulk_create([notice for notice, _tags in rows])
    tags = Tag.objects.in_bulk(field_name="code")
    through = Notice.tags.through
    through._default_manager.bulk_create(
        [
            through(notice_id=notice.pk, tag_id=tags[code].pk)
            for notice, (_row, codes) in zip(notices, rows, strict=True)
            for code in codes
        ]
    )


def _openness(source: Random, one: Participant, subjects: list[str], now: datetime) -> Openness:
    leanings = {name: pick(source, LEANINGS) for name in DIMENSIONS}
    about = source.choice(subjects) if source.random() < 0.6 else ""
    return Openness(person=one.person, ask_me_about=about, changed_at=now, **leanings)


def _drawn(source: Random, one: Participant, rows: list[Row]) -> list[Row]:
    """One to three of these that somebody of their trades and languages may say, those of their trade first."""
    spoken = [row for row in rows if row.get("language", "fr") in one.person.languages]
    said = [row for row in spoken if not row.get("trades") or one.trades.intersection(row["trades"])]
    source.shuffle(said)
    said.sort(key=lambda row: not row.get("trades"))
    return said[: pick(source, HOW_MANY)]
