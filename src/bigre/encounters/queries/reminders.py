"""Which cooperations are asked today how they go, and the question behind a link."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bigre.core.models import secret_digest
from bigre.encounters.models import Cooperation, CooperationMember, Reminder
from bigre.encounters.rules.reminders import AGES, ASKED_WITHIN, LINKS_LAST, age_due
from bigre.people.models import Person

LONGEST_MONTH = timedelta(days=31)


def cooperations_to_ask(today: date) -> list[tuple[Cooperation, int]]:
    """Those of an age, in months, at which a question is due; none that has ended (1 query)."""
    earliest = today - max(AGES) * LONGEST_MONTH - ASKED_WITHIN
    living = Cooperation.objects.exclude(state=Cooperation.State.ENDED).filter(begun_on__gte=earliest)
    aged = [(one, age_due(one.begun_on, today)) for one in living.order_by("pk")]
    return [(one, months) for one, months in aged if months is not None]


def people_to_ask(cooperation: Cooperation, months: int) -> QuerySet[Person]:
    """Its members whom a mail reaches and who were not asked at this age."""
    members = cooperation.members.filter(state=CooperationMember.State.MEMBER).values("person")
    asked = cooperation.reminders.filter(months=months).values("person")
    reached = Person.objects.filter(pk__in=members, account__isnull=False, account__is_active=True)
    return reached.exclude(pk__in=asked).select_related("account").order_by("pk")


def question_behind(secret: str, now: datetime) -> Reminder | None:
    """The question that this link opens; None when it is unknown, too old, or no longer the person's to answer."""
    found = Reminder.objects.filter(digest=secret_digest(secret), revoked_at=None, sent_at__gt=now - LINKS_LAST)
    question = found.select_related("cooperation", "person").first()
    if question is None:
        return None
    still = question.cooperation.members.filter(person=question.person, state=CooperationMember.State.MEMBER)
    return question if still.exists() else None
