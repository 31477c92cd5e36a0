"""Whom I could meet, and why; yes, not now, no."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.models import Audience
from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.actions.introductions import answer as note_answer
from bigre.encounters.models import Introduction, Openness
from bigre.encounters.queries.introductions import Introduced, cards, introductions_of
from bigre.encounters.rules.introductions import are_introduced_on
from bigre.people.models import Person


@never_cache
@with_person
def introductions(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """What waits for my answer, the meetings to come, whom I have put off; or what to do to have some."""
    if not edition.participations.filter(person=person).exists():
        return render(request, "encounters/not_taking_part.html", {"edition": edition}, status=404)
    viewer = viewer_for(person)
    told = Openness.objects.filter(person=person).first()
    found = cards(introductions_of(person, edition, viewer), person, viewer) if told else []
    today = clock.now().astimezone(edition.zone).date()
    context = {
        "edition": edition,
        "openness": told,
        "hidden": person.name_audience == Audience.NOBODY,
        "introduced": are_introduced_on(edition, today),
        "searching": told is not None and _is_searching(told, timezone.now()),
        "waiting": _answered(found, ""),
        "agreed": [one for one in found if one.mutual],
        "said_yes": [one for one in _answered(found, Introduction.Answer.YES) if not one.mutual],
        "put_off": _answered(found, Introduction.Answer.NOT_NOW),
        "refused": _answered(found, Introduction.Answer.NO),
        "today": today,
    }
    return render(request, "encounters/introductions.html", context)


# A worker takes seconds; one that is not there after this long will do it with the others in the morning.
PATIENCE = timedelta(minutes=5)


def _is_searching(told: Openness, now: datetime) -> bool:
    """Whether a worker is about to look for somebody to suggest."""
    asked = told.takes_suggestions and (told.searched_at is None or told.searched_at < told.changed_at)
    return asked and now - told.changed_at < PATIENCE


def _answered(found: list[Introduced], answer: str) -> list[Introduced]:
    return [one for one in found if one.row.answer == answer]


@require_POST
@with_person
def answer(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Note my answer to one of my introductions; it may be changed later."""
    found = get_object_or_404(introductions_of(person, edition, viewer_for(person)), pk=pk)
    said = request.POST.get("answer", "")
    if said not in Introduction.Answer.values:
        messages.error(request, _("Cette réponse n’existe pas : rien n’a été noté."))
    elif note_answer(introduction=found, with_=Introduction.Answer(said), now=timezone.now()):
        return redirect("encounters:meeting", edition.slug, found.other.uuid)
    return redirect(f"{reverse('encounters:introductions', args=[edition.slug])}#main")
