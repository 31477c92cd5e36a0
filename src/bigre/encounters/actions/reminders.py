"""Asking by mail how a cooperation goes, and noting what is answered."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.core.actions import write_mails
from bigre.core.models import new_secret, secret_digest
from bigre.core.tasks import send_soon
from bigre.encounters.models import Cooperation, Reminder
from bigre.encounters.queries.reminders import cooperations_to_ask, people_to_ask
from bigre.encounters.rules.reminders import LINKS_LAST
from bigre.people.models import Person

from .cooperations import change_state
from .mails import mails_to

# What a mail offers to answer, from hope to farewell.
ANSWERS = (
    Cooperation.State.IDEA,
    Cooperation.State.TRIAL,
    Cooperation.State.UNDER_WAY,
    Cooperation.State.FLOURISHING,
    Cooperation.State.PAUSED,
    Cooperation.State.ENDED,
)
# « Not this time », where an address names an answer.
NOT_THIS_TIME = "not-this-time"


def write_reminders(*, now: datetime) -> int:
    """Ask the members of every cooperation that has come to an age of question; return how many mails.

    Each cooperation in a transaction of its own: one that fails keeps no other waiting. Done twice, nobody is asked
    twice.
    """
    today = timezone.localdate(now)
    return sum(_ask(cooperation, months, today, now) for cooperation, months in cooperations_to_ask(today))


@transaction.atomic
def _ask(cooperation: Cooperation, months: int, today: date, now: datetime) -> int:
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    people = list(people_to_ask(cooperation, months))
    secrets = {person.pk: new_secret() for person in people}
    Reminder.objects.bulk_create(
        [
            Reminder(
                cooperation=cooperation,
                person=person,
                months=months,
                sent_at=now,
                digest=secret_digest(secrets[person.pk]),
            )
            for person in people
        ]
    )

    def words(person: Person) -> tuple[str, dict[str, object]]:
        subject = _("« %(name)s » : comment ça va ?") % {"name": cooperation.name}
        context = {"cooperation": cooperation, "months": months, "until": today + LINKS_LAST}
        return subject, {**context, **_links(secrets[person.pk])}

    key = f"cooperation:{cooperation.pk}:reminder:{months}:{{pk}}"
    written = write_mails(mails=mails_to(people, key=key, template="cooperation_reminder", words=words), now=now)
    if written:
        send_soon()
    return written


def _links(secret: str) -> dict[str, object]:
    def link(answer: str) -> str:
        return settings.BASE_URL + reverse("cooperations:answer", args=[secret, answer])

    return {"answers": [(state.label, link(state.value)) for state in ANSWERS], "pass_link": link(NOT_THIS_TIME)}


@transaction.atomic
def answer_reminder(*, question: Reminder, answer: str, now: datetime) -> None:
    """Note what the person answered; a state that differs from the present one becomes the cooperation's.

    `NOT_THIS_TIME` answers nothing, and takes nothing back.
    """
    current = Reminder.objects.select_for_update().get(pk=question.pk)
    if answer == NOT_THIS_TIME:
        current.answered_at = current.answered_at or now
    else:
        change_state(cooperation=question.cooperation, state=answer, by=question.person, now=now)
        current.answer, current.answered_at = answer, now
    current.save(update_fields=["answer", "answered_at"])
