"""Calendar feeds: the one behind a secret, and what a person has open."""

from bigre.core.models import secret_digest
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import CalendarFeed


def feed_behind(secret: str) -> CalendarFeed | None:
    """The feed that this secret opens or once opened, with its person and edition; none of a closed account."""
    feeds = CalendarFeed.objects.select_related("person", "edition").exclude(person__account__is_active=False)
    return feeds.filter(digest=secret_digest(secret)).first()


def open_feed(person: Person, edition: Edition) -> CalendarFeed | None:
    """The person's address that is open for this edition."""
    return CalendarFeed.objects.filter(person=person, edition=edition, revoked_at__isnull=True).first()
