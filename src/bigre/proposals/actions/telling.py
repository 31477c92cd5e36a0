"""Mails about proposing: the link of a draft, an invitation, a proposal that has arrived."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.actions import write_mail
from bigre.core.tasks import send_soon
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Invitation, Proposal

from .mails import proposal_url, write_to


def tell_link(*, proposal: Proposal, person: Person, secret: str, now: datetime) -> bool:
    """Send the person the link that leads back to their draft; False when they have no address."""
    sent = write_to(
        person,
        key=f"resume:{secret[:12]}",
        subject=gettext_lazy("Pour reprendre ton brouillon « %(title)s »"),
        words={"title": proposal.title},
        template="resume",
        edition=proposal.edition,
        now=now,
        title=proposal.title,
        url=_secret_url("proposals:resume", proposal.edition, secret),
    )
    send_soon()
    return sent


def tell_invitation(*, invitation: Invitation, secret: str, by: str, now: datetime) -> None:
    """Ask the invited address; `by` is the name that the invited may read, in the language of whoever invites."""
    proposal = invitation.proposal
    words = {
        "by": by,
        "title": proposal.title,
        "summary": proposal.summary,
        "edition": proposal.edition,
        "url": _secret_url("proposals:invitation", proposal.edition, secret),
    }
    write_mail(
        key=f"invitation:{invitation.pk}",
        to=invitation.email,
        subject=_("%(by)s te propose d’animer « %(title)s » ensemble") % words,
        body=render_to_string("proposals/mail/invitation.txt", words),
        now=now,
        scope=proposal.edition.slug,
    )
    send_soon()


def tell_submitted(*, proposal: Proposal, now: datetime) -> None:
    """Tell everybody who leads it that it has arrived."""
    made = proposal.transitions.order_by("pk").last()
    for lead in proposal.facilitations.select_related("person__account").order_by("pk"):
        write_to(
            lead.person,
            key=f"submitted:{proposal.pk}:{made.pk if made else 0}:{lead.person_id}",
            subject=gettext_lazy("Bien reçu : « %(title)s »"),
            words={"title": proposal.title},
            template="submitted",
            edition=proposal.edition,
            now=now,
            proposal=proposal,
            url=proposal_url(proposal),
        )
    send_soon()


def _secret_url(route: str, edition: Edition, secret: str) -> str:
    return settings.BASE_URL + reverse(route, args=[edition.slug, secret])
