"""Inviting people into a cooperation, and what they answer; a no and a silence are told to nobody."""

from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.editions.queries import viewer_for
from bigre.encounters.access.cooperations import cooperators_only
from bigre.encounters.actions.cooperations import (
    CooperationEnded,
    NotInvited,
    accept_invitation,
    invite,
    refuse_invitation,
)
from bigre.encounters.forms.cooperations import JoinForm
from bigre.encounters.models import Cooperation, CooperationMember
from bigre.encounters.queries.cooperations import faces_of, people_to_invite, people_to_invite_found
from bigre.people.access import too_many, with_own_person
from bigre.people.models import Person
from bigre.people.rules import face

State = CooperationMember.State


@cooperators_only
def people(request: HttpRequest, found: Cooperation, person: Person) -> HttpResponse:
    """Look for somebody whom one sees by name, and invite them."""
    viewer, text = viewer_for(person), request.GET.get("q", "").strip()
    if request.method == "POST":
        if too_many(request, "invitation", person):
            return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types
        asked = _somebody(people_to_invite(viewer), request.POST.get("person", ""))
        invite(cooperation=found, people=[asked], by=person, now=timezone.now())
        messages.success(request, _("C’est envoyé. Son nom paraîtra ici si la réponse est oui."))
        return redirect("cooperations:cooperation", found.uuid)
    listed = people_to_invite_found(viewer, found, text) if text else []
    context = {"cooperation": found, "text": text, "faces": [face(viewer, one) for one in listed]}
    return render(request, "encounters/cooperation_people.html", context)


def _somebody(among: QuerySet[Person], value: str) -> Person:
    try:
        return get_object_or_404(among, uuid=UUID(value))
    except ValueError as error:
        raise Http404 from error


@with_own_person
def invitation(request: HttpRequest, person: Person, uuid: UUID) -> HttpResponse:
    """What one is invited to, and the answer; who said no may come back and say yes."""
    rows = person.cooperations.select_related("cooperation", "invited_by")
    row = get_object_or_404(rows, cooperation__uuid=uuid)
    if row.state == State.MEMBER:
        return redirect("cooperations:cooperation", uuid)
    if row.state == State.LEFT:
        raise Http404
    form = JoinForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        return _answer(request, row.cooperation, person, form)
    viewer = viewer_for(person)
    context = {
        "cooperation": row.cooperation,
        "host": face(viewer, row.invited_by) if row.invited_by else None,
        "faces": faces_of(viewer, row.cooperation) if row.state == State.INVITED else [],
        "refused": row.state == State.REFUSED,
        "over": row.cooperation.state == Cooperation.State.ENDED,
        "form": form,
    }
    return render(request, "encounters/cooperation_invitation.html", context)


def _answer(request: HttpRequest, found: Cooperation, person: Person, form: JoinForm) -> HttpResponse:
    now, accepts = timezone.now(), request.POST.get("answer") == "accept"
    try:
        if not accepts:
            refuse_invitation(cooperation=found, person=person, now=now)
            return redirect("cooperations:invitation", found.uuid)
        accept_invitation(cooperation=found, person=person, now=now, cooperatives=form.cleaned_data["cooperatives"])
    except NotInvited:
        messages.error(request, _("Cette invitation a déjà sa réponse. Rien n’a changé."))
        return redirect("cooperations:mine")
    except CooperationEnded:
        messages.error(request, _("Cette coopération s’est terminée entre-temps. Rien n’a changé."))
        return redirect("cooperations:mine")
    messages.success(request, _("Tu fais maintenant partie de « %(name)s ». Bienvenue.") % {"name": found.name})
    return redirect("cooperations:cooperation", found.uuid)
