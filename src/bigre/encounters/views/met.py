"""The people I met, and what I keep of it: mine alone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.editions.queries import current_edition, viewer_for
from bigre.encounters.actions.ledger import remember as keep
from bigre.encounters.forms.met import RememberForm
from bigre.encounters.queries.met import people_met
from bigre.people.access import with_own_person
from bigre.people.models import Person


@never_cache
@with_own_person
def met(request: HttpRequest, person: Person) -> HttpResponse:
    """Everybody whom the ledger knows that I met, latest first."""
    found = people_met(person, viewer_for(person))
    return render(request, "encounters/met.html", {"found": found, "edition": current_edition()})


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
