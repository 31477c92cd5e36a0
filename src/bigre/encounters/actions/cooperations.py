"""Starting a cooperation, inviting, answering, leaving, and saying how it goes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.core.actions import MailToWrite, write_mails
from bigre.core.tasks import send_soon
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.models import Cooperation, CooperationMember, Entry
from bigre.encounters.queries.cooperations import own_cooperatives, people_to_invite
from bigre.people.models import Cooperative, Person
from bigre.people.rules import face

from .mails import link_to, mails_to

State = CooperationMember.State


class NotInvited(Exception):
    """Nobody asked this person, they are a member already, or they left."""


class CooperationEnded(Exception):
    """It has ended: nobody joins it any more."""


class NotAMember(Exception):
    """Only its members act in a cooperation."""


@transaction.atomic
def start_cooperation(
    *,
    by: Person,
    name: str,
    sentence: str,
    with_people: Iterable[Person],
    edition: Edition | None,
    now: datetime,
    cooperatives: Iterable[Cooperative] | None = None,
    begun_on: date | None = None,
) -> Cooperation:
    """Begin something together, as an idea that its members alone see; the others are of it once they said yes.

    Without `cooperatives` it has those to which `by` belongs today.
    """
    made = Cooperation.objects.create(
        name=name, sentence=sentence, edition=edition, begun_on=begun_on or timezone.localdate(now)
    )
    CooperationMember.objects.create(cooperation=made, person=by, state=State.MEMBER, since_at=now)
    Entry.objects.create(cooperation=made, author=by, kind=Entry.Kind.STATE, state=made.state, written_at=now)
    made.cooperatives.set(own_cooperatives([by]) if cooperatives is None else cooperatives)
    invite(cooperation=made, people=with_people, by=by, now=now)
    return made


@transaction.atomic
def invite(*, cooperation: Cooperation, people: Iterable[Person], by: Person, now: datetime) -> None:
    """Ask these people to join, by mail; only those whom `by` sees by name.

    Nothing tells who was asked before, has refused or has not answered: they are not written to again.
    """
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    allowed = people_to_invite(viewer_for(by)).filter(pk__in=[one.pk for one in people])
    known = cooperation.members.exclude(state=State.LEFT).values("person")
    asked = list(allowed.exclude(pk__in=known).select_related("account"))
    for person in asked:
        row = {"state": State.INVITED, "invited_by": by, "since_at": now}
        CooperationMember.objects.update_or_create(cooperation=cooperation, person=person, defaults=row)
    write_mails(mails=_invitations(cooperation, asked, by, now), now=now)
    send_soon()


def _invitations(cooperation: Cooperation, asked: list[Person], by: Person, now: datetime) -> list[MailToWrite]:
    def words(person: Person) -> tuple[str, dict[str, object]]:
        seen = face(viewer_for(person), by)
        subject = _("Essayer quelque chose ensemble : « %(name)s »") % {"name": cooperation.name}
        return subject, {
            "by": seen,
            "cooperation": cooperation,
            "link": link_to("cooperations:invitation", cooperation.uuid),
        }

    key = f"cooperation:{cooperation.pk}:invitation:{{pk}}:{now.isoformat()}"
    return mails_to(asked, key=key, template="cooperation_invitation", words=words)


@transaction.atomic
def accept_invitation(
    *, cooperation: Cooperation, person: Person, now: datetime, cooperatives: Iterable[Cooperative] | None = None
) -> None:
    """The person is a member from now on, and brings their cooperatives; raises `NotInvited` or `CooperationEnded`.

    Who said no first may still say yes. Whoever invited them hears of it; a no is told to nobody.
    """
    row = _asked(cooperation, person)
    if row.cooperation.state == Cooperation.State.ENDED:
        raise CooperationEnded
    row.state, row.since_at = State.MEMBER, now
    row.save(update_fields=["state", "since_at"])
    cooperation.cooperatives.add(*(own_cooperatives([person]) if cooperatives is None else cooperatives))
    _tell_who_invited(row, now)


def _tell_who_invited(row: CooperationMember, now: datetime) -> None:
    host = row.invited_by
    if host is None:
        return

    def words(reader: Person) -> tuple[str, dict[str, object]]:
        subject = _("« %(name)s » : quelqu’un a dit oui") % {"name": row.cooperation.name}
        link = link_to("cooperations:cooperation", row.cooperation.uuid)
        return subject, {"who": face(viewer_for(reader), row.person), "cooperation": row.cooperation, "link": link}

    still = Person.objects.filter(pk=host.pk, cooperations__in=_members(row.cooperation)).select_related("account")
    key = f"cooperation:{row.cooperation_id}:joined:{row.person_id}:{now.isoformat()}:{{pk}}"
    write_mails(mails=mails_to(still, key=key, template="cooperation_joined", words=words), now=now)
    send_soon()


@transaction.atomic
def refuse_invitation(*, cooperation: Cooperation, person: Person, now: datetime) -> None:
    """No, thanks: nobody hears of it; raises `NotInvited`."""
    row = _asked(cooperation, person)
    row.state, row.since_at = State.REFUSED, now
    row.save(update_fields=["state", "since_at"])


def _asked(cooperation: Cooperation, person: Person) -> CooperationMember:
    """The row of somebody who was asked, whatever they answered but yes."""
    rows = CooperationMember.objects.select_for_update(of=("self",)).select_related("cooperation", "person")
    row = rows.filter(cooperation=cooperation, person=person, state__in=[State.INVITED, State.REFUSED]).first()
    if row is None:
        raise NotInvited
    return row


def _members(cooperation: Cooperation) -> QuerySet[CooperationMember]:
    return cooperation.members.filter(state=State.MEMBER)


@transaction.atomic
def leave_cooperation(*, cooperation: Cooperation, person: Person, now: datetime) -> None:
    """The person is of it no longer; the last to leave ends it; raises `NotAMember`."""
    current = Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    left = _members(current).filter(person=person).update(state=State.LEFT, since_at=now)
    if not left:
        raise NotAMember
    if current.state != Cooperation.State.ENDED and not _members(current).exists():
        _move(current, Cooperation.State.ENDED, person, "", now)


@transaction.atomic
def change_state(*, cooperation: Cooperation, state: str, by: Person, now: datetime, text: str = "") -> None:
    """Say how it goes; nothing is written when it goes as before and there is nothing to add; raises `NotAMember`."""
    current = Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    if not _members(current).filter(person=by).exists():
        raise NotAMember
    if state != current.state:
        _move(current, state, by, text, now)
    elif text:
        Entry.objects.create(cooperation=current, author=by, kind=Entry.Kind.NOTE, text=text, written_at=now)


def _move(cooperation: Cooperation, state: str, by: Person, text: str, now: datetime) -> None:
    cooperation.state = state
    cooperation.ended_on = timezone.localdate(now) if state == Cooperation.State.ENDED else None
    cooperation.save(update_fields=["state", "ended_on"])
    Entry.objects.create(
        cooperation=cooperation, author=by, kind=Entry.Kind.STATE, state=state, text=text, written_at=now
    )
