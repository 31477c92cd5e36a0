"""Telling people where they sit: one mail each, in their language, once for what it says."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigre.core.actions import MailToWrite, write_mails
from bigre.core.tasks import send_soon
from bigre.encounters.models import SeatingPlan, TablesTold
from bigre.encounters.queries.seating_told import Untold, untold_of
from bigre.people.models import Person

from .mails import link_to, mails_to
from .seating import publish_plan


class NotPublished(Exception):
    """Nobody is told of tables that nobody reads."""


@transaction.atomic
def publish_and_tell(*, plan: SeatingPlan, by: Person | None, moment: datetime, now: datetime) -> int | None:
    """Each person reads their own tables from now on, and a mail tells them; how many mails that is.

    None, and nothing happens, when the plan was published already. Who was told the same before is not told again.
    `moment` is what time it is where they sit (see `core.clock`): rounds that have begun are told to nobody.
    """
    if not publish_plan(plan=plan, by=by, now=now):
        return None
    return tell_tables(plan=plan, moment=moment, now=now)


@transaction.atomic
def tell_tables(*, plan: SeatingPlan, moment: datetime, now: datetime, mailing: bool = True) -> int:
    """Write to those whose tables to come aren't what they were told; how many mails that is. Raises `NotPublished`.

    Whom no mail reaches counts as told too: who publishes reads how many they are, and tells them otherwise. Two who
    tell at once wait for each other. Mails carry no edition (`scope`): in a team's outbox the domain of an address
    would stand beside one person who was moved. (7 queries whatever the number of people, one more per 500.)
    """
    found = SeatingPlan.objects.select_for_update().select_related("edition").get(pk=plan.pk)
    if found.published_at is None:
        raise NotPublished(str(found))
    untold = untold_of(found, moment)
    _note(found, untold, now)
    written = write_mails(mails=_mails(found, untold, now), now=now) if mailing else 0
    if written:
        send_soon()
    return written


def _note(plan: SeatingPlan, untold: Collection[Untold], now: datetime) -> None:
    rows = [
        TablesTold(
            plan=plan,
            person=one.person,
            tables=[[place.starts_at.isoformat(), place.number] for place in one.places],
            told_at=now,
        )
        for one in untold
    ]
    TablesTold.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["plan", "person"],
        update_fields=["tables", "told_at"],
    )


def _mails(plan: SeatingPlan, untold: Collection[Untold], now: datetime) -> list[MailToWrite]:
    told = {one.person.pk: one for one in untold}
    slug = plan.edition.slug
    shared = {
        "plan": plan,
        "edition": plan.edition,
        "is_group": plan.kind == SeatingPlan.Kind.GROUPS,
        "tables_url": link_to("encounters:own_tables", slug),
        "calendar_url": f"{link_to('programme:mine', slug)}#calendar",
    }

    def words(person: Person) -> tuple[str, dict[str, Any]]:
        one = told[person.pk]
        return _subject(plan, one), {"untold": one, **shared}

    people = [one.person for one in told.values()]
    # A person may be moved away and back: what names the mail is when it was written.
    return mails_to(people, key=f"tables:{plan.pk}:{now.isoformat()}:{{pk}}", template="tables", words=words)


def _subject(plan: SeatingPlan, one: Untold) -> str:
    is_group = plan.kind == SeatingPlan.Kind.GROUPS
    if one.is_first:
        said = _("Tes groupes à %(edition)s") if is_group else _("Tes tables à %(edition)s")
    else:
        said = _("Tes groupes à %(edition)s changent") if is_group else _("Tes tables à %(edition)s changent")
    return said % {"edition": plan.edition}
