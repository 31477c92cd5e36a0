"""Cooperations: mine, starting one, one of them, describing it, saying how it goes, leaving it."""

from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.queries import person_of, viewer_for
from bigre.encounters.access.cooperations import cooperators_only
from bigre.encounters.actions.cooperations import NotAMember, change_state, leave_cooperation, start_cooperation
from bigre.encounters.forms.cooperations import EditForm, EntryForm, StartForm, StateForm
from bigre.encounters.models import Cooperation
from bigre.encounters.queries.cooperations import (
    cooperations_of,
    cooperations_visible_to,
    editions_that_ask,
    faces_of,
    invitations_of,
    is_member,
    journal_for,
    with_cards,
)
from bigre.people.access import too_many, with_own_person
from bigre.people.models import Person
from bigre.people.rules import face


@with_own_person
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """One's own cooperations, and what one is invited to."""
    viewer = viewer_for(person)
    invited = invitations_of(person)
    context = {
        "cooperations": with_cards(cooperations_of(person)),
        "invitations": [(row.cooperation, face(viewer, row.invited_by) if row.invited_by else None) for row in invited],
    }
    return render(request, "encounters/cooperations.html", context)


@with_own_person
def new(request: HttpRequest, person: Person) -> HttpResponse:
    """Start one: `?with=` names people (those whom one sees by name), `?edition=` where they met."""
    asked = [value for value in request.GET.getlist("with") if _is_uuid(value)]
    viewer = viewer_for(person)
    form = StartForm(request.POST or None, viewer=viewer, asked=asked, initial=_where(request, person))
    form.initial["people"] = list(form.fields["people"].queryset)  # type: ignore[attr-defined]
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "encounters/cooperation_form.html", {"form": form, "asked": bool(asked)}, status=status)
    if too_many(request, "invitation", person):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types
    given = form.cleaned_data
    people = given.pop("people")
    made = start_cooperation(by=person, with_people=people, now=timezone.now(), **given)
    messages.success(request, _("C’est commencé. Personne d’autre que ses membres ne la voit pour l’instant."))
    return redirect("cooperations:cooperation", made.uuid)


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _where(request: HttpRequest, person: Person) -> dict[str, object]:
    from_edition = request.GET.get("edition", "")
    return {
        "edition": person.participations.filter(edition__slug=from_edition).values_list("edition", flat=True).first()
    }


@anonymous_allowed(because="some cooperations are shown to everyone; the others do not exist for strangers")
def cooperation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One cooperation as its members show it: its people and testimonies; to themselves its journal and tools."""
    person = person_of(request.user)
    viewer = viewer_for(person)
    found = with_cards(cooperations_visible_to(viewer)).select_related("edition").filter(uuid=uuid).first()
    if found is None:
        if person is not None and invitations_of(person).filter(cooperation__uuid=uuid).exists():
            return redirect("cooperations:invitation", uuid)
        raise Http404
    return render(request, "encounters/cooperation.html", page_of(person, found))


def page_of(person: Person | None, found: Cooperation, form: EntryForm | None = None) -> dict[str, object]:
    """What the page of a cooperation shows to the person; `form` is a line that was refused."""
    viewer, member = viewer_for(person), is_member(person, found)
    context: dict[str, object] = {
        "cooperation": found,
        "faces": faces_of(viewer, found),
        "lines": journal_for(viewer, found, member=member),
        "member": member,
    }
    if person is None or not member:
        return context
    return context | {
        "form": form or EntryForm(),
        "state_form": StateForm(initial={"state": found.state}),
        "asking": editions_that_ask(person, clock.now()).exists(),
    }


@cooperators_only
def edit(request: HttpRequest, found: Cooperation, person: Person) -> HttpResponse:
    """Name, sentence, cooperatives, and who sees it: any member chooses for all."""
    form = EditForm(request.POST or None, instance=found, person=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("cooperations:cooperation", found.uuid)
    status = 422 if form.is_bound else 200
    known = Cooperation.objects.get(pk=found.pk) if form.is_bound else found
    return render(request, "encounters/cooperation_edit.html", {"form": form, "cooperation": known}, status=status)


@cooperators_only
@require_POST
def state(request: HttpRequest, found: Cooperation, person: Person) -> HttpResponse:
    """Say how it goes."""
    form = StateForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        change_state(cooperation=found, state=given["state"], by=person, now=timezone.now(), text=given["text"])
        messages.success(request, _("C’est noté dans le journal."))
    else:
        messages.error(request, _("Rien n’a changé : choisis une étape de la liste, et moins de mille signes."))
    return redirect("cooperations:cooperation", found.uuid)


@cooperators_only
@require_POST
def leave(request: HttpRequest, found: Cooperation, person: Person) -> HttpResponse:
    """Be of it no longer."""
    try:
        leave_cooperation(cooperation=found, person=person, now=timezone.now())
    except NotAMember:
        messages.error(request, _("Tu n’en étais déjà plus."))
    else:
        messages.success(request, _("Tu ne fais plus partie de « %(name)s ».") % {"name": found.name})
    return redirect("cooperations:mine")
