"""Telling decisions: what each person would read, then one mail each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.core.rules import language_name
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.people.rules import language_for_mail
from bigre.proposals.access import reader_of, reads_blind
from bigre.proposals.actions.decisions import announce_decisions, letter
from bigre.proposals.queries.decisions import announcement
from bigre.proposals.queries.team import name


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as it would leave; `who` is empty for somebody whose name the reader may not see."""

    who: str
    language: str
    subject: str
    body: str


@planners_only
def announce(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Read every mail before it leaves; sending tells what was read here, and nothing decided since."""
    if request.method == "POST":
        chosen = {int(text) for text in request.POST.getlist("transition") if text.isdecimal()}
        _tell(request, announce_decisions(edition=edition, among=chosen, now=timezone.now()))
        return redirect("proposals:board", edition.slug)
    found, viewer = announcement(edition), reader_of(request, edition)
    context = {
        "edition": edition,
        "blind": reads_blind(request, edition),
        "letters": [
            Preview(name(viewer, one.person), language_name(language_for_mail(one.person)), *letter(one))
            for one in found.tellings
        ],
        "transitions": found.transitions,
        "unreachable": found.unreachable,
    }
    return render(request, "proposals/announce_decisions.html", context)


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        sentence = ngettext(
            "%(count)d message est parti au courrier.", "%(count)d messages sont partis au courrier.", count
        )
        messages.success(request, sentence % {"count": count})
    else:
        messages.info(request, _("Rien à envoyer : ces décisions ont déjà été dites."))
