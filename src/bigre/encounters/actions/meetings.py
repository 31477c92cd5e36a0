"""Two people agree on a half hour, keep it or not, and say afterwards whether they met."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from bigre.editions.models import Edition, Space
from bigre.encounters.models import Encounter, Meeting
from bigre.encounters.queries.meetings import agreed_both, common_half_hours, meetings_of
from bigre.people.models import Person

from .mails import link_to, write_to

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class NotBothAgreed(Exception):
    """One of the two has not said yes: no time can be proposed."""


class NoLongerFree(Exception):
    """One of the two is no longer free at this time."""


class NotOver(Exception):
    """Nobody has met before the end of a meeting that both agreed to."""


@transaction.atomic
def propose_meeting(
    *,
    edition: Edition,
    by: Person,
    other: Person,
    at: datetime,
    space: Space | None,
    where: str,
    moment: datetime,
    now: datetime,
) -> Meeting:
    """Propose a half hour; it takes the place of one that the two had.

    Raises `NotBothAgreed` and `NoLongerFree`. `moment` is what time it is where they meet (see `core.clock`).
    """
    if not agreed_both(by, edition).filter(other=other).exists():
        raise NotBothAgreed
    _cancel_former(by, other, edition, now)
    half = next((one for one in common_half_hours(by, other, edition, moment) if one.begins == at), None)
    if half is None:
        raise NoLongerFree
    first, second = sorted((by, other), key=lambda one: one.pk)
    meeting = Meeting.objects.create(
        edition=edition,
        first=first,
        second=second,
        starts_at=half.begins,
        ends_at=half.ends,
        space=space,
        where=where,
        proposed_by=by,
        proposed_at=now,
    )
    _tell(meeting, by, "meeting_proposed", gettext_lazy("%(other)s te propose un moment"), now)
    return meeting


def _cancel_former(by: Person, other: Person, edition: Edition, now: datetime) -> None:
    pair = {by.pk, other.pk}
    former = [one.pk for one in meetings_of(by, edition) if {one.first_id, one.second_id} == pair]
    Meeting.objects.filter(pk__in=former).update(cancelled_at=now)


@transaction.atomic
def agree_to_meeting(*, meeting: Meeting, by: Person, now: datetime) -> None:
    """The other says yes to the proposed time; agreed to already, nothing happens."""
    if meeting.agreed_at is not None or meeting.proposed_by_id == by.pk:
        return
    meeting.agreed_at = now
    meeting.save(update_fields=["agreed_at"])
    _tell(meeting, by, "meeting_agreed", gettext_lazy("Rendez-vous pris avec %(other)s"), now)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, now: datetime) -> None:
    """Either of the two won’t come; no reason is asked."""
    meeting.cancelled_at = now
    meeting.save(update_fields=["cancelled_at"])
    _tell(meeting, by, "meeting_cancelled", gettext_lazy("Rendez-vous annulé avec %(other)s"), now)


@transaction.atomic
def say_met(*, meeting: Meeting, by: Person, moment: datetime, now: datetime) -> bool:
    """One of the two says that they met; once both did, the ledger notes it (True). Raises `NotOver`."""
    if meeting.agreed_at is None or moment < meeting.ends_at:
        raise NotOver
    side = "first_met_at" if by.pk == meeting.first_id else "second_met_at"
    setattr(meeting, side, now)
    meeting.save(update_fields=[side])
    if not (meeting.first_met_at and meeting.second_met_at):
        return False
    Encounter.objects.get_or_create(
        first=meeting.first,
        second=meeting.second,
        meeting=meeting,
        defaults={
            "edition": meeting.edition,
            "source": Encounter.Source.MEETING,
            "happened_at": meeting.starts_at,
        },
    )
    return True


def other_of(meeting: Meeting, person: Person) -> Person:
    """The one of the two who is not `person`."""
    return meeting.second if meeting.first_id == person.pk else meeting.first


def _tell(meeting: Meeting, by: Person, template: str, subject: "StrPromise", now: datetime) -> None:
    """Write to the other of the two."""
    to = other_of(meeting, by)
    write_to(
        to,
        key=f"{template}:{meeting.pk}:{to.pk}",
        subject=subject,
        template=template,
        address=link_to("encounters:meeting", meeting.edition.slug, by.uuid),
        now=now,
        other=by.name,
        starts_at=meeting.starts_at.astimezone(meeting.edition.zone),
        where=meeting.where or str(meeting.space or ""),
    )
