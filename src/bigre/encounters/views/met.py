"""The people I met, and what I keep of it: mine alone."""

from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import current_edition, viewer_for
from bigre.encounters.actions.ledger import remember as keep
from bigre.encounters.actions.shared_tasks import say_did_together
from bigre.encounters.forms.met import RememberForm, SharedTaskForm
from bigre.encounters.queries.met import people_met
from bigre.encounters.queries.shared_tasks import (
    days_lived,
    edition_lived,
    people_to_name_found,
    tasks_said,
    tasks_to_answer,
)
from bigre.people.access import too_many, with_own_person
from bigre.people.models import Person
from bigre.people.rules import Viewer, face


@never_cache
@with_own_person
def met(request: HttpRequest, person: Person) -> HttpResponse:
    """Everybody whom the ledger knows that I met, latest first; say with whom I did a task, among those `?q=` finds."""
    viewer, text = viewer_for(person), request.GET.get("q", "").strip()
    lived = edition_lived(person, clock.now())
    form = _task_form(request, viewer, lived)
    if form is not None and form.is_bound and form.is_valid():
        return _say(request, person, form)
    context = {
        "found": people_met(person, viewer),
        "edition": current_edition(),
        "asked": tasks_to_answer(person, viewer),
        "said": tasks_said(person, viewer),
        "lived": lived,
        "form": form,
        "text": text,
        "faces": [face(viewer, one) for one in people_to_name_found(viewer, lived, text)] if lived and form else [],
    }
    return render(request, "encounters/met.html", context, status=422 if request.method == "POST" else 200)


def _task_form(request: HttpRequest, viewer: Viewer, lived: Edition | None) -> SharedTaskForm | None:
    """The door to say with whom one did a task, once one's edition has begun.

    Who shows their name to nobody would be an unknown to the person whom they name: the page tells them so instead.
    """
    if lived is None or viewer.person is None or viewer.person.name_audience == Audience.NOBODY:
        return None
    return SharedTaskForm(request.POST or None, viewer=viewer, edition=lived, days=days_lived(lived, clock.now()))


def _say(request: HttpRequest, person: Person, form: SharedTaskForm) -> HttpResponse:
    if too_many(request, "shared_task", person):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types
    task = say_did_together(person=person, edition=form.edition, now=timezone.now(), **form.cleaned_data)
    both = _("C’est noté : vous l’avez dit, %(name)s et toi.")
    alone = _("C’est noté. %(name)s peut le confirmer ; d’ici là, rien ne s’ajoute à vos rencontres.")
    messages.success(request, (both if task.is_confirmed else alone) % {"name": form.cleaned_data["other"].name})
    return redirect("openness:met")


@require_POST
@with_own_person
def remember(request: HttpRequest, person: Person, uuid: UUID) -> HttpResponse:
    """Keep a note, confirm, or say that we did not meet."""
    row = next((one for one in people_met(person, viewer_for(person)) if one.person.uuid == uuid), None)
    if row is None:
        raise Http404
    form = RememberForm(request.POST)
    if form.is_valid():
        keep(person=person, other=row.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("C’est gardé, pour toi."))
    else:
        messages.error(request, _("Ta note est trop longue : 2 000 signes au plus. Rien n’a changé."))
    return redirect("openness:met")
