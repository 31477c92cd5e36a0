"""What a person does, one string to their bow at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.people.access import with_own_person
from bigre.people.forms import OccupationForm
from bigre.people.models import Occupation, Person


@with_own_person
def add_occupation(request: HttpRequest, person: Person) -> HttpResponse:
    """Add something that one does."""
    return _edit(request, Occupation(person=person))


@with_own_person
def occupation(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Change something that one does."""
    return _edit(request, get_object_or_404(person.occupations, pk=pk))


def _edit(request: HttpRequest, occupation: Occupation) -> HttpResponse:
    form = OccupationForm(request.POST or None, instance=occupation)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("« %(title)s » est sur ton profil.") % {"title": occupation.title})
        return redirect("people:profile")
    return render(request, "people/occupation.html", {"form": form, "occupation": occupation})


@require_POST
@with_own_person
def remove_occupation(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Take something that one does off one's profile."""
    gone = get_object_or_404(person.occupations, pk=pk)
    gone.delete()
    messages.success(request, _("« %(title)s » n’est plus sur ton profil.") % {"title": gone.title})
    return redirect("people:profile")
