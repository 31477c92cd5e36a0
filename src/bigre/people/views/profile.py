"""A person's own profile: what they say, and who sees it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bigre.people.access import own_person, with_own_person
from bigre.people.forms import PrivacyForm, ProfileForm
from bigre.people.models import Account, Person


def profile(request: HttpRequest) -> HttpResponse:
    """Read and change one's own profile; also where an account without a person gets one."""
    account = request.user
    assert isinstance(account, Account)  # closed to anonymous visitors
    person = own_person(request) or Person(account=account)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Ton profil est enregistré."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form, "person": person, **_belongings(person)})


def _belongings(person: Person) -> dict[str, object]:
    if person.pk is None:
        return {}
    return {
        "occupations": person.occupations.select_related("trade", "sector", "territory").order_by("pk"),
        "memberships": person.memberships.select_related("cooperative").order_by("until_on", "cooperative__name"),
        "collectives": person.collectives.order_by("name"),
    }


@with_own_person
def privacy(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose who sees each part of one's profile."""
    form = PrivacyForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est noté : chaque partie de ton profil va à qui tu as choisi."))
        return redirect("people:privacy")
    return render(request, "people/privacy.html", {"form": form, "person": person})
