"""Sending oneself a link back to a draft."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from bigre.core.models import new_secret, secret_digest
from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.proposals.models import Proposal, ResumeLink

from .mails import link_to, write_to

LASTS = timedelta(days=14)


class NotADraft(Exception):
    """What was submitted is found under « mes propositions »: only a draft has such links."""


class NoAddress(Exception):
    """The person has no account to write to."""


@transaction.atomic
def send_resume_link(*, proposal: Proposal, person: Person, now: datetime) -> ResumeLink:
    """Mail a new link, good for two weeks, and forget those before; raises `NotADraft` or `NoAddress`."""
    if proposal.state != Proposal.State.DRAFT:
        raise NotADraft
    if person.account is None:
        raise NoAddress
    proposal.resume_links.filter(person=person, revoked_at=None).update(revoked_at=now)
    secret = new_secret()
    made = ResumeLink.objects.create(
        proposal=proposal, person=person, digest=secret_digest(secret), expires_at=now + LASTS
    )
    write_to(
        person,
        key=f"resume:{made.pk}",
        template="resume",
        subject=gettext_lazy("Reprendre « %(title)s »"),
        words={"title": proposal.title},
        edition=proposal.edition,
        proposal=proposal,
        now=now,
        expires_at=made.expires_at,
        link=link_to("proposals:resume", proposal.edition.slug, secret),
    )
    send_soon()
    return made
