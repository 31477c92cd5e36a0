"""Secret addresses of people's own programmes: opened, used, revoked."""

from datetime import datetime

from django.db import transaction

from bigre.core.models import new_secret, secret_digest
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import CalendarFeed


@transaction.atomic
def open_calendar_feed(*, person: Person, edition: Edition, now: datetime) -> str:
    """Give the person a new secret address for their programme and close the former; return the secret, shown once."""
    revoke_calendar_feeds(person=person, edition=edition, now=now)
    secret = new_secret()
    CalendarFeed.objects.create(person=person, edition=edition, digest=secret_digest(secret))
    return secret


def revoke_calendar_feeds(*, person: Person, edition: Edition, now: datetime) -> int:
    """Close the person's addresses for this edition; return how many were open."""
    return CalendarFeed.objects.filter(person=person, edition=edition, revoked_at__isnull=True).update(revoked_at=now)
