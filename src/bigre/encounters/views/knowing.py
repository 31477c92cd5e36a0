"""Whom I know already, and « not with »: two pages that only I read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.editions.queries import viewer_for
from bigre.encounters.actions.openness import avoid, say_known, welcome_again
from bigre.encounters.queries.knowing import avoided_by, perhaps_known, said_known
from bigre.people.access import with_own_person
from bigre.people.models import Person
from bigre.people.queries import Search, people_found
from bigre.people.queries.visible import in_order, people_visible_to
from bigre.people.rules import Viewer, face

# Few enough for one screen of a phone and a half; a search finds the others.
SHOWN = 40


@never_cache
@with_own_person
def known(request: HttpRequest, person: Person) -> HttpResponse:
    """Say whom I know among those I may know, or among those a search finds."""
    viewer = viewer_for(person)
    text = request.GET.get("q", "").strip()
    shown = _candidates(viewer, text)
    if request.method == "POST":
        said = {int(pk) for pk in request.POST.getlist("known") if pk.isdigit()}
        say_known(person=person, shown=shown, known=said, now=timezone.now())
        messages.success(request, _("C’est noté, et personne d’autre ne le lit : on te suggérera plutôt les autres."))
        return redirect(f"{reverse('openness:known')}?q={text}" if text else "openness:known")
    told = said_known(person)
    context = {"text": text, "rows": [(one, face(viewer, one), one.pk in told) for one in shown], "count": len(told)}
    return render(request, "encounters/known.html", context)


def _candidates(viewer: Viewer, text: str) -> list[Person]:
    if not text:
        return list(perhaps_known(viewer)[:SHOWN])
    return _found(viewer, text)


def _found(viewer: Viewer, text: str) -> list[Person]:
    """Others whom a search finds, among those who show themselves to the viewer."""
    assert viewer.person is not None
    return list(people_found(viewer, Search(text=text)).exclude(pk=viewer.person.pk)[:SHOWN])


@never_cache
@with_own_person
def not_with(request: HttpRequest, person: Person) -> HttpResponse:
    """With whom I would rather not be: a list that only I read, and a search to add to it."""
    viewer = viewer_for(person)
    text = request.GET.get("q", "").strip()
    said = avoided_by(person)
    until = {pk: one.ends_on for one, pk in said}
    # They may have hidden their name since: their own choice stays readable to who made it.
    people = in_order(list(until))
    found = [one for one in _found(viewer, text) if one.pk not in until] if text else []
    context = {
        "text": text,
        "rows": [(one, face(viewer, one), until[one.pk]) for one in people],
        "found": [(one, face(viewer, one)) for one in found],
    }
    return render(request, "encounters/not_with.html", context)


@require_POST
@with_own_person
def say_not_with(request: HttpRequest, person: Person, uuid: UUID) -> HttpResponse:
    """Add somebody whom I can see."""
    other = get_object_or_404(people_visible_to(viewer_for(person)).exclude(pk=person.pk), uuid=uuid)
    avoid(person=person, other=other, now=timezone.now())
    messages.success(request, _("C’est noté, et personne ne le saura. Aucune raison ne te sera demandée."))
    return redirect("openness:not_with")


@require_POST
@with_own_person
def take_back(request: HttpRequest, person: Person, uuid: UUID) -> HttpResponse:
    """Take somebody off the list; who is not on it is left alone."""
    other = Person.objects.filter(uuid=uuid, pk__in=[pk for _one, pk in avoided_by(person)]).first()
    if other is not None:
        welcome_again(person=person, other=other)
        messages.success(request, _("C’est retiré."))
    return redirect("openness:not_with")
