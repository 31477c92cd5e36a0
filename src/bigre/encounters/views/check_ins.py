"""« J’y étais »: the small activities that are over, which I kept or led."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from bigre.core import clock
from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.encounters.actions.ledger import say_was_not_there, say_was_there
from bigre.encounters.queries.met import activities_over
from bigre.people.models import Person
from bigre.programme.models import Placement
from bigre.programme.queries.published import current_version


@never_cache
@with_person
def was_there(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Say, one tap each, at which I was; any activity that is over may be told of by its `uuid`."""
    if request.method == "POST":
        placement = _placement(request, edition)
        if request.POST.get("there") == "no":
            say_was_not_there(person=person, activity=placement.activity)
            messages.success(request, _("C’est retiré : personne ne te verra parmi les gens de cette activité."))
        else:
            _note(request, person, placement)
        return redirect("encounters:was_there", edition.slug)
    context = {"edition": edition, "rows": activities_over(person, edition, clock.now())}
    return render(request, "encounters/was_there.html", context)


def _placement(request: HttpRequest, edition: Edition) -> Placement:
    """A small activity of the programme that is over."""
    version = current_version(edition)
    over = Placement.objects.filter(version=version, ends_at__lte=clock.now()).select_related("activity")
    pk = request.POST.get("placement", "")
    return get_object_or_404(over, pk=int(pk) if pk.isdigit() else 0)


def _note(request: HttpRequest, person: Person, placement: Placement) -> None:
    met = say_was_there(person=person, placement=placement, now=timezone.now())
    told = ngettext(
        "C’est noté. Une autre personne l’a dit aussi : c’est quelqu’un que tu as rencontré.",
        "C’est noté. %(count)s autres personnes l’ont dit aussi : ce sont des gens que tu as rencontrés.",
        met,
    )
    alone = _("C’est noté. Les autres qui le diront paraîtront parmi les gens que tu as rencontrés.")
    messages.success(request, told % {"count": met} if met else alone)
