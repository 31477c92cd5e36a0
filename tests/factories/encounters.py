"""People who tell of themselves, are introduced to each other, and meet."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bigre.editions.models import Edition
from bigre.encounters.models import Encounter, Introduction, Meeting, Notice, Openness, SharedTask, Tag
from bigre.encounters.rules.ledger import in_order
from bigre.people.models import Person

from .editions import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
SAID_AT = datetime(2022, 8, 20, 9, tzinfo=UTC)


def openness(of: Person, *, offers: Iterable[str] = (), needs: Iterable[str] = (), **fields: Any) -> Openness:
    """A person who takes suggestions, with these notices."""
    for kind, texts in ((Notice.Kind.OFFER, offers), (Notice.Kind.NEED, needs)):
        for text in texts:
            notice(of, text, kind=kind)
    return Openness.objects.create(person=of, **{"changed_at": SAID_AT, **fields})


def notice(of: Person, text: str, *, kind: str = Notice.Kind.OFFER, tags: Iterable[Tag] = ()) -> Notice:
    """Something that a person offers, or looks for."""
    made = Notice.objects.create(person=of, kind=kind, text=text, written_at=SAID_AT)
    made.tags.set(tags)
    return made


def tag(code: str = "accounting", label: str = "Comptabilité") -> Tag:
    """A word of the curated list."""
    return Tag.objects.create(code=code, label_fr=label)


def introduced(
    one: Person, other: Person, in_: Edition, *, answer: str = "", answer_back: str = "", **fields: Any
) -> tuple[Introduction, Introduction]:
    """Two people introduced to each other on Tuesday: the row of each, with what each answered."""
    defaults: dict[str, Any] = {"day": date(2022, 8, 23), "edition": in_, **fields}
    return (
        Introduction.objects.create(person=one, other=other, answer=answer, **defaults),
        Introduction.objects.create(person=other, other=one, answer=answer_back, **defaults),
    )


def meeting(one: Person, other: Person, in_: Edition, *, by: Person | None = None, **fields: Any) -> Meeting:
    """A half hour on Tuesday at 18:00 at the bar, proposed by the first, agreed to by both."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    begins = in_.moment(TUESDAY, 18 * 60)
    defaults: dict[str, Any] = {
        "starts_at": begins,
        "ends_at": begins + timedelta(minutes=30),
        "where": "Au bar",
        "proposed_by": by or one,
        "proposed_at": SAID_AT,
        "agreed_at": SAID_AT,
    }
    return Meeting.objects.create(edition=in_, first=first, second=second, **{**defaults, **fields})


def met(one: Person, other: Person, in_: Edition, **fields: Any) -> Encounter:
    """Two people who met at a shared task."""
    first, second = in_order(one.pk, other.pk)
    defaults: dict[str, Any] = {"source": Encounter.Source.TASK, "happened_at": SAID_AT}
    return Encounter.objects.create(edition=in_, first_id=first, second_id=second, **{**defaults, **fields})


def shared_task(said_by: Person, other: Person, in_: Edition, **fields: Any) -> SharedTask:
    """The first says that they did Tuesday's dishes with the other, who hasn't answered."""
    defaults: dict[str, Any] = {"day": TUESDAY, "words": "la vaisselle du mardi soir", "said_at": SAID_AT}
    return SharedTask.objects.create(edition=in_, said_by=said_by, other=other, **{**defaults, **fields})
