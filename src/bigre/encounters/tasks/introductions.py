"""Work for introductions: every morning for everybody, and at once for who has just told what they look for."""

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bigre.core import clock
from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.actions.openness import forget_ended
from bigre.encounters.planning.introductions import introduce
from bigre.encounters.rules.introductions import are_introduced_on
from bigre.people.models import Person


@task()
def introduce_person(edition: int, person: int, day: str) -> None:
    """Introduce one person for a day; done twice it does no harm."""
    found = Person.objects.filter(pk=person).first()
    if found is not None:
        introduce(edition=Edition.objects.get(pk=edition), day=date.fromisoformat(day), now=timezone.now(), only=found)


@task()
def introduce_everybody() -> int:
    """Every morning: introduce the people of each edition that is near or under way; forget what has had its time.

    Return how many introductions were written.
    """
    today, now = clock.now().date(), timezone.now()
    forget_ended(now=now)
    near = Edition.objects.filter(ends_on__gte=today)
    return sum(introduce(edition=one, day=today, now=now) for one in near if are_introduced_on(one, today))


@transaction.atomic
def introduce_soon(*, edition: Edition, person: Person, now: datetime) -> bool:
    """Have a worker introduce the person today once this is written; False where nobody is introduced today."""
    day = now.astimezone(edition.zone).date()
    takes_part = edition.participations.filter(person=person).exists()
    if not takes_part or person.name_audience == Audience.NOBODY or not are_introduced_on(edition, day):
        return False
    transaction.on_commit(partial(introduce_person.enqueue, edition.pk, person.pk, day.isoformat()))
    return True
