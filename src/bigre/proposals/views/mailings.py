"""Mails of the team to many facilitators, and the edition's outbox."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.core.models import OutgoingMail
from bigre.core.rules import language_name
from bigre.core.tasks import send_soon
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.proposals.actions.mailings import AlreadySent, NobodyToWriteTo, letter_of, send_mailing
from bigre.proposals.forms.mailings import MailingForm
from bigre.proposals.models import Mailing, Proposal
from bigre.proposals.queries.mailings import by_language, outbox_counts, outbox_of, progress_of, recipients_of

MAILS_PER_PAGE = 50


@planners_only
def mailings(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What was written, sent or not, latest first."""
    context = {"edition": edition, "mailings": edition.mailings.order_by("-made_at", "-pk")}
    return render(request, "proposals/mailings.html", context)


@planners_only
def add_mailing(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Write a new one."""
    return _write(request, edition, Mailing(edition=edition, made_by=person_of(request.user), made_at=timezone.now()))


@planners_only
def edit_mailing(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Change one that has not left."""
    found = get_object_or_404(edition.mailings, pk=pk)
    if found.sent_at:
        messages.info(request, already_sent())
        return redirect("proposals:mailing", edition.slug, pk)
    return _write(request, edition, found)


def _write(request: HttpRequest, edition: Edition, mailing: Mailing) -> HttpResponse:
    form = MailingForm(request.POST or None, instance=mailing, edition=edition)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        return redirect("proposals:mailing", edition.slug, made.pk)
    context = {"edition": edition, "form": form, "mailing": mailing}
    return render(request, "proposals/mailing_form.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class Example:
    """The mailing as somebody reads it in one language, and how many do."""

    language: str
    people: int
    subject: str
    body: str


@planners_only
def mailing(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """How it reads and to how many it goes; once sent, how far it got."""
    found = get_object_or_404(edition.mailings.select_related("edition"), pk=pk)
    context: dict[str, Any] = {
        "edition": edition,
        "mailing": found,
        "states": [Proposal.State(state).label for state in found.states],
        "progress": progress_of(found) if found.sent_at else None,
    }
    people = [] if found.sent_at else list(recipients_of(found))
    languages = by_language(people)
    context["count"] = len(people)
    context["examples"] = [
        Example(language_name(code), count, *letter_of(found, code, "…")) for code, count in languages.items()
    ]
    return render(request, "proposals/mailing.html", context)


@planners_only
@require_POST
def send(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Send it, once."""
    found = get_object_or_404(edition.mailings, pk=pk)
    try:
        count = send_mailing(mailing=found, now=timezone.now())
    except AlreadySent:
        messages.info(request, already_sent())
    except NobodyToWriteTo:
        messages.warning(request, _("Personne à qui écrire : choisis d’autres états, thèmes ou formats."))
    else:
        sentence = ngettext(
            "%(count)d message est parti au courrier.", "%(count)d messages sont partis au courrier.", count
        )
        messages.success(request, sentence % {"count": count})
    return redirect("proposals:mailing", edition.slug, pk)


def already_sent() -> str:
    """Why it neither changes nor leaves again."""
    return _("Ce message est déjà parti : il ne change plus et ne part qu’une fois.")


@planners_only
def outbox(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The mails that the site wrote for the edition: subject, state, why one failed; of an address, its domain only."""
    counts = outbox_counts(edition)
    state = request.GET.get("state", "")
    mails = outbox_of(edition).filter(state=state) if state in counts else outbox_of(edition)
    context = {
        "edition": edition,
        "counts": [(value, OutgoingMail.State(value).label, count) for value, count in counts.items()],
        "state": state if state in counts else "",
        "page": Paginator(mails, MAILS_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "proposals/outbox.html", context)


@planners_only
@require_POST
def try_again(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Try to send a mail that has failed once more."""
    found = get_object_or_404(outbox_of(edition), pk=pk, state=OutgoingMail.State.FAILED)
    found.try_again(now=timezone.now())
    send_soon()
    messages.success(request, _("Le message repart au courrier."))
    return redirect("proposals:outbox", edition.slug)
