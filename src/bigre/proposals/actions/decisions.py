"""The team decides on several proposals at once, and tells its decisions when it chooses to."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bigre.core.actions import write_mail
from bigre.core.tasks import send_soon
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.queries.decisions import Telling, announcement

from .transitions import decide


@transaction.atomic
def decide_together(
    *,
    proposals: Collection[Proposal],
    seen: Mapping[str, str],
    target: str,
    by: Person | None,
    now: datetime,
    reason: str = "",
    category: str = "",
) -> list[Transition]:
    """Decide the same of several proposals, all or none; `seen` tells by identifier where each stood when it was read.

    Raises what `decide` raises, for the first that refuses.
    """
    return [
        decide(
            proposal=proposal,
            target=target,
            by=by,
            now=now,
            reason=reason,
            category=category,
            seen=seen.get(str(proposal.uuid), ""),
        )
        for proposal in proposals
    ]


@transaction.atomic
def announce_decisions(*, edition: Edition, among: Collection[int], now: datetime) -> int:
    """Write to each person, once, about those decisions of `among` that are still to be told; return how many mails.

    Two who announce at once: the second waits, then finds nothing left to tell.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    found = announcement(edition, among)
    for telling in found.tellings:
        subject, body = letter(telling)
        write_mail(
            key=_key(telling), to=_address(telling.person), subject=subject, body=body, now=now, scope=edition.slug
        )
    Transition.objects.filter(pk__in=found.transitions).update(announced_at=now)
    send_soon()
    return len(found.tellings)


def letter(telling: Telling) -> tuple[str, str]:
    """Subject and text of what one person is told, in their language."""
    with translation.override(language_for_mail(telling.person)):
        edition = telling.decided[0].proposal.edition
        context = {"telling": telling, "edition": edition, "base_url": settings.BASE_URL, "name": telling.person.name}
        return _subject(telling), render_to_string("proposals/mail/decisions.txt", context)


def _subject(telling: Telling) -> str:
    if len(telling.decided) == 1:
        return _("Ta proposition « %(title)s »") % {"title": telling.decided[0].proposal.title}
    return _("Tes propositions pour %(edition)s") % {"edition": telling.decided[0].proposal.edition}


def _key(telling: Telling) -> str:
    """Each decision is announced once, so the last one of a mail names it."""
    return f"decisions:{max(one.transition.pk for one in telling.decided)}:{telling.person.pk}"


def _address(person: Person) -> str:
    assert person.account is not None
    return person.account.email
