"""What I offer, look for and am glad to be asked about; and whom I would rather meet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.queries import current_edition
from bigre.encounters.actions.openness import forget_openness, write_openness
from bigre.encounters.forms.openness import OpennessForm, notice_rows, tags_in_order
from bigre.encounters.models import Notice, Openness
from bigre.encounters.tasks.introductions import introduce_soon
from bigre.people.access import with_own_person
from bigre.people.models import Person


@with_own_person
def openness(request: HttpRequest, person: Person) -> HttpResponse:
    """Read and change all of it on one page; every part of it may stay empty."""
    present = Openness.objects.filter(person=person).first()
    data = request.POST or None
    form = OpennessForm(data, instance=present or Openness(person=person))
    tags = tags_in_order()
    rows = {kind: notice_rows(person, kind, tags, data) for kind in Notice.Kind}
    complete = [one.is_valid() for one in (form, *rows[Notice.Kind.OFFER], *rows[Notice.Kind.NEED])]
    if data is not None and all(complete):
        write_openness(
            openness=form.instance,
            offers=[one.words() for one in rows[Notice.Kind.OFFER]],
            needs=[one.words() for one in rows[Notice.Kind.NEED]],
            now=timezone.now(),
        )
        return _kept(request, person, form.instance)
    context = {
        "person": person,
        "form": form,
        "offers": rows[Notice.Kind.OFFER],
        "needs": rows[Notice.Kind.NEED],
        "told": present is not None,
        "occupations": person.occupations.order_by("pk"),
        "edition": current_edition(),
    }
    return render(request, "encounters/openness.html", context, status=422 if data is not None else 200)


def _kept(request: HttpRequest, person: Person, openness: Openness) -> HttpResponse:
    """Have suggestions looked for at once, when the person takes part in an edition that has not ended."""
    messages.success(request, _("C’est enregistré. Tu peux y revenir à tout moment, et tout effacer."))
    edition = current_edition()
    if edition and openness.takes_suggestions and introduce_soon(edition=edition, person=person, now=clock.now()):
        return redirect("encounters:introductions", edition.slug)
    return redirect("openness:openness")


@require_POST
@with_own_person
def forget(request: HttpRequest, person: Person) -> HttpResponse:
    """Take it all back."""
    forget_openness(person=person)
    messages.success(request, _("Tout est effacé : ce que tu proposais, ce que tu cherchais, qui tu connais."))
    return redirect("openness:openness")
