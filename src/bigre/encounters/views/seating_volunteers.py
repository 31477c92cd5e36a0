"""« J’en suis » : one says that one comes to a plan for volunteers; planners read who does, and add who came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only, with_person
from bigre.editions.models import Edition
from bigre.encounters.actions.seating_volunteers import SignUpOver, join_plan, leave_plan
from bigre.encounters.forms.seating_volunteers import ArrivalsForm
from bigre.encounters.models import SeatingPlan
from bigre.encounters.queries.seating_people import Guest, guests_of, guests_of_plan
from bigre.encounters.queries.seating_volunteers import plans_to_join
from bigre.encounters.rules.seating import is_open
from bigre.people.models import Person


@require_POST
@with_person
def join(request: HttpRequest, edition: Edition, person: Person, plan: UUID) -> HttpResponse:
    """I come; said twice it is said once."""
    found = get_object_or_404(plans_to_join(person, edition), uuid=plan)
    try:
        join_plan(plan=found, people=[person], now=timezone.now(), today=clock.now())
    except SignUpOver:
        over = _("« %(plan)s » : le dernier tour a commencé, il est trop tard pour le dire ici. Demande à l’équipe.")
        messages.error(request, over % {"plan": found.name})
    else:
        messages.success(request, _("C’est noté : tu viens à « %(plan)s ».") % {"plan": found.name})
    return _back(request, edition)


@require_POST
@with_person
def leave(request: HttpRequest, edition: Edition, person: Person, plan: UUID) -> HttpResponse:
    """I don't come after all; my seats are somebody else's."""
    found = get_object_or_404(plans_to_join(person, edition), uuid=plan)
    try:
        leave_plan(plan=found, person=person, today=clock.now(), on_their_own=True)
    except SignUpOver:
        over = _("« %(plan)s » : le dernier tour a commencé, il n’y a plus rien à changer.")
        messages.error(request, over % {"plan": found.name})
    else:
        messages.success(request, _("C’est noté : tu ne viens pas à « %(plan)s ».") % {"plan": found.name})
    return _back(request, edition)


def _back(request: HttpRequest, edition: Edition) -> HttpResponse:
    """To the page on which the button was."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(page)
    return redirect("encounters:own_tables", edition.slug)


def plan_for_volunteers_or_404(edition: Edition, plan: UUID) -> SeatingPlan:
    """A plan of the edition for those who say that they come."""
    ours = edition.seating_plans.filter(whose=SeatingPlan.Whose.VOLUNTEERS).select_related("edition")
    found: SeatingPlan = get_object_or_404(ours, uuid=plan)
    return found


@planners_only
def volunteers(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Who comes, and a form for those who came to the door; who isn't recognised stays in it."""
    found = plan_for_volunteers_or_404(edition, plan)
    guests = guests_of(edition)
    form = ArrivalsForm(request.POST if request.method == "POST" else None, guests=guests)
    if request.method != "POST":
        return _page(request, found, form, guests)
    understood = form.is_valid()
    people = list(Person.objects.filter(pk__in=form.found))
    try:
        added = join_plan(plan=found, people=people, now=timezone.now(), today=clock.now())
    except SignUpOver:
        messages.error(request, _("Le dernier tour a commencé : plus personne ne s’ajoute. Ajoute d’abord un tour."))
        return _page(request, found, form, guests)
    if people:
        messages.success(request, _told(added))
    if understood:
        return redirect("encounters:seating_volunteers", edition.slug, found.uuid)
    form.keep_what_waits()
    return _page(request, found, form, guests)


def _told(added: int) -> str:
    if not added:
        return _("C’était déjà noté : ces personnes viennent.")
    return ngettext("%(count)s personne de plus vient.", "%(count)s personnes de plus viennent.", added) % {
        "count": added
    }


def _page(request: HttpRequest, plan: SeatingPlan, form: ArrivalsForm, guests: list[Guest]) -> HttpResponse:
    coming = [guest for guest in guests_of_plan(plan, guests) if guest.comes]
    known = {guest.pk for guest in coming}
    context = {
        "edition": plan.edition,
        "plan": plan,
        "coming": coming,
        "others": [guest for guest in guests if guest.pk not in known],
        "open": is_open(plan.rounds.values_list("starts_at", flat=True), clock.now()),
        "form": form,
    }
    return render(request, "encounters/seating_volunteers.html", context, status=422 if form.errors else 200)


@planners_only
@require_POST
def remove(request: HttpRequest, edition: Edition, plan: UUID, person: UUID) -> HttpResponse:
    """Somebody doesn't come after all."""
    found = plan_for_volunteers_or_404(edition, plan)
    volunteer = get_object_or_404(found.volunteers.select_related("person"), person__uuid=person)
    try:
        leave_plan(plan=found, person=volunteer.person, today=clock.now(), on_their_own=False)
    except SignUpOver:
        messages.error(request, _("Le dernier tour a commencé : il n’y a plus rien à changer."))
    else:
        messages.success(request, _("C’est noté : cette personne ne vient pas, et sa place est libre."))
    return redirect("encounters:seating_volunteers", edition.slug, found.uuid)
