"""Activities that the team adds itself: plenaries, and what comes too late to be proposed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Lead
from bigre.programme.rules import search_stems
from bigre.proposals.models import Format

from .pins import pin


@transaction.atomic
def add_activity(
    *,
    edition: Edition,
    title: str,
    duration_minutes: int,
    by: Person | None,
    now: datetime,
    summary: str = "",
    format: Format | None = None,
    languages: Sequence[str] = (),
    leaders: Iterable[Person] = (),
    starts_at: datetime | None = None,
    space: Space | None = None,
) -> Activity:
    """Put an activity into the edition without a proposal, led by these people, held at this time or in this space."""
    made = Activity.objects.create(
        edition=edition,
        title=title,
        summary=summary,
        format=format,
        languages=list(languages),
        duration_minutes=duration_minutes,
        ideal_size=format.ideal_size if format else None,
        search_stems=search_stems(f"{title} {summary} {format.label_fr if format else ''}", languages),
    )
    Lead.objects.bulk_create(Lead(activity=made, person=one, position=n) for n, one in enumerate(leaders))
    if starts_at is not None or space is not None:
        pin(activity=made, starts_at=starts_at, space=space, by=by, now=now)
    return made
