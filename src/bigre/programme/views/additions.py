"""One step for plenaries and for what comes late: the team adds an activity, and may hold it where it belongs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.programme.forms.additions import AdditionForm
from bigre.programme.models import Activity
from bigre.programme.planning import CannotPlan, add_to_plan


@planners_only
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Title, format, duration, who leads, when and where."""
    person = person_of(request.user)
    # Moments are written on the wall clock of the edition.
    with timezone.override(edition.zone):
        form = AdditionForm(request.POST or None, edition=edition, viewer=viewer_for(person))
        made = _added(form, edition, person) if request.method == "POST" and form.is_valid() else None
        if made is None:
            status = 422 if form.is_bound else 200
            return render(request, "programme/planning_add.html", {"edition": edition, "form": form}, status=status)
    messages.success(request, _("« %(title)s » est ajoutée aux activités.") % {"title": made})
    if edition.versions.filter(published_at__isnull=False).exists():
        messages.info(
            request, _("Le programme publié ne change pas de lui-même : lance un calcul ou cherche une réparation.")
        )
    return redirect("programme:planning", edition.slug)


def _added(form: AdditionForm, edition: Edition, person: Person | None) -> Activity | None:
    """The activity; None, with the reasons on the form, when it contradicts what holds already."""
    try:
        return add_to_plan(edition=edition, by=person, now=timezone.now(), **form.cleaned_data)
    except CannotPlan as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return None
