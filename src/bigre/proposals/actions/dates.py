"""New dates of an edition: those who lead living proposals are asked again when they can be there."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bigre.core.actions import write_mail
from bigre.core.tasks import send_soon
from bigre.editions.actions import change_dates
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Proposal
from bigre.proposals.queries.availability import living_proposals, people_to_ask, titles_by_person


@transaction.atomic
def change_dates_and_ask(*, edition: Edition, starts_on: date, ends_on: date, now: datetime) -> int:
    """Change the dates and write once to each person concerned; return to how many. Raises `StopOutside`.

    What people said of their availability is kept; dates that are no news ask nobody.
    """
    if not change_dates(edition=edition, starts_on=starts_on, ends_on=ends_on):
        return 0
    living_proposals(edition).order_by().update(availability_asked_at=now)
    people = list(people_to_ask(edition))
    led = titles_by_person(edition, people)
    for person in people:
        _ask(person, edition, led[person.pk], now)
    send_soon()
    return len(people)


def _ask(person: Person, edition: Edition, proposals: list[Proposal], now: datetime) -> None:
    assert person.account is not None
    with translation.override(language_for_mail(person)):
        context = {"edition": edition, "proposals": proposals, "base_url": settings.BASE_URL, "name": person.name}
        subject = _("Nouvelles dates pour %(edition)s : es-tu là ?") % {"edition": edition}
        body = render_to_string("proposals/mail/dates.txt", context)
    # The moment tells one change of dates from the next.
    key = f"dates:{edition.pk}:{now.timestamp():.6f}:{person.pk}"
    write_mail(key=key, to=person.account.email, subject=subject, body=body, now=now, scope=edition.slug)
