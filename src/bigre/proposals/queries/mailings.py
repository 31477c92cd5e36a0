"""To whom a mailing goes, how it reads, and how far it got; and the mails that left for an edition."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import MAIL_LANGUAGES, language_for_mail
from bigre.proposals.models import Facilitation, Format, Mailing, Theme


def recipients(
    edition: Edition, states: Collection[str], themes: Iterable[Theme] = (), formats: Iterable[Format] = ()
) -> QuerySet[Person]:
    """Those who lead a proposal in one of these states (and of these themes or formats) and have an address."""
    proposals = edition.proposals.filter(state__in=states)
    if wanted := list(themes):
        proposals = proposals.filter(themes__in=wanted)
    if kinds := list(formats):
        proposals = proposals.filter(format__in=kinds)
    led = Q(pk__in=Facilitation.objects.filter(proposal__in=proposals).values("person"))
    return Person.objects.filter(led, account__isnull=False).select_related("account").order_by("pk")


def recipients_of(mailing: Mailing) -> QuerySet[Person]:
    """To whom the mailing goes, as things stand."""
    return recipients(mailing.edition, mailing.states, mailing.themes.all(), mailing.formats.all())


def by_language(people: Iterable[Person]) -> dict[str, int]:
    """How many people are written to in each language of the interface."""
    counts = Counter(language_for_mail(one) for one in people)
    return {code: counts[code] for code in MAIL_LANGUAGES}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the mails of a mailing are."""

    waiting: int
    sent: int
    failed: int


def progress_of(mailing: Mailing) -> Progress:
    """How many mails wait, have left, have failed (1 query)."""
    rows = OutgoingMail.objects.filter(key__startswith=mailing.key).values_list("state").annotate(n=Count("pk"))
    counts = dict(rows.order_by())
    state = OutgoingMail.State
    return Progress(*(counts.get(one, 0) for one in (state.WAITING, state.SENT, state.FAILED)))


def outbox_of(edition: Edition) -> QuerySet[OutgoingMail]:
    """The mails that the site wrote for the edition, latest first."""
    return OutgoingMail.objects.filter(scope=edition.slug).order_by("-written_at", "-pk")


def outbox_counts(edition: Edition) -> dict[str, int]:
    """How many of them are in each state, in the order of states (1 query)."""
    counts = dict(outbox_of(edition).order_by().values_list("state").annotate(n=Count("pk")))
    return {state: counts.get(state, 0) for state in OutgoingMail.State.values}
