"""A plan of tables told to people: published with a mail to each, and told again to whom it changed for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.editions.rules import is_public
from bigre.encounters.actions.seating_mails import NotPublished, publish_and_tell, tell_tables
from bigre.encounters.models import Seat, SeatingPlan

from .seating import plan_or_404


@planners_only
@require_POST
def publish(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Each person reads their own tables from now on, and is written to once."""
    found = plan_or_404(edition, plan)
    if not is_public(edition):
        return _refuse_in_preparation(request, found)
    if not Seat.objects.filter(round__plan=found).exists():
        messages.error(request, _("Personne n’a encore de place : rien n’est publié. Place d’abord tout le monde."))
        return redirect("encounters:seating_plan", edition.slug, found.uuid)
    mails = publish_and_tell(plan=found, by=person_of(request.user), moment=clock.now(), now=timezone.now())
    if mails is None:
        messages.info(request, _("C’était déjà publié : chaque personne lit sa table telle qu’elle est maintenant."))
    else:
        messages.success(request, _("C’est publié : chaque personne lit sa table, et celle-là seulement."))
        _say_how_many(request, mails)
    return redirect("encounters:seating_plan", edition.slug, found.uuid)


@planners_only
@require_POST
def tell(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Write to those who sit elsewhere than they were told, and to them only."""
    found = plan_or_404(edition, plan)
    if not is_public(edition):
        return _refuse_in_preparation(request, found)
    try:
        _say_how_many(request, tell_tables(plan=found, moment=clock.now(), now=timezone.now()))
    except NotPublished:
        messages.error(request, _("Ce plan n’est pas publié : personne n’a été prévenu. Publie-le d’abord."))
    return redirect("encounters:seating_plan", edition.slug, found.uuid)


def _refuse_in_preparation(request: HttpRequest, plan: SeatingPlan) -> HttpResponse:
    """Nobody is sent to pages that only the team reads."""
    messages.error(
        request,
        _("L’édition est encore en préparation : personne ne la lit, et rien n’est publié. Annonce-la d’abord."),
    )
    return redirect("encounters:seating_plan", plan.edition.slug, plan.uuid)


def _say_how_many(request: HttpRequest, mails: int) -> None:
    if mails:
        said = ngettext("%(mails)s message part.", "%(mails)s messages partent, un par personne.", mails)
        messages.success(request, said % {"mails": mails})
    else:
        messages.info(request, _("Aucun message ne part : rien n’a changé pour qui a une adresse."))
