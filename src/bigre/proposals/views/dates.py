"""Changing the dates of an edition, after reading what that sets in motion."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.editions.access import planners_only
from bigre.editions.actions import StopOutside
from bigre.editions.forms import DatesForm
from bigre.editions.models import Edition
from bigre.proposals.actions.dates import change_dates_and_ask
from bigre.proposals.queries.availability import living_proposals, people_to_ask, windows_outside


@planners_only
def dates(request: HttpRequest, edition: Edition) -> HttpResponse:
    """First how many people would be asked again, then the change itself."""
    form = DatesForm(request.POST or None, edition=edition)
    context: dict[str, object] = {"edition": edition, "form": form}
    if request.method == "POST" and form.is_valid():
        starts_on, ends_on = form.cleaned_data["starts_on"], form.cleaned_data["ends_on"]
        if "confirmed" in request.POST and _changed(request, edition, form, starts_on, ends_on):
            return redirect("proposals:board", edition.slug)
        context["preview"] = not form.errors and {
            "proposals": living_proposals(edition).count(),
            "people": people_to_ask(edition).count(),
            "outside": windows_outside(edition, starts_on, ends_on),
        }
    return render(request, "proposals/dates.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, edition: Edition, form: DatesForm, starts_on: date, ends_on: date) -> bool:
    try:
        count = change_dates_and_ask(edition=edition, starts_on=starts_on, ends_on=ends_on, now=timezone.now())
    except StopOutside as outside:
        form.add_error(
            "ends_on", _("L’étape « %(stop)s » sortirait de ces dates : rien n’a changé.") % {"stop": outside.stop}
        )
        return False
    sentence = ngettext(
        "Les dates sont changées ; on redemande à %(count)d personne quand elle est là.",
        "Les dates sont changées ; on redemande à %(count)d personnes quand elles sont là.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    return True
