"""Who leads a proposal: inviting others, their answers, handing over, leaving."""

from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.access import too_many
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.people.rules import face
from bigre.proposals.access import leaders_only
from bigre.proposals.actions import invitations as acts
from bigre.proposals.actions.leading import ContactStays, LastToLead, NotLeadingIt, hand_over, leave_proposal
from bigre.proposals.forms.invitation import InvitationForm
from bigre.proposals.models import Invitation, Proposal
from bigre.proposals.queries.merges import stands_for
from bigre.proposals.queries.writing import invitations_to, open_invitation
from bigre.proposals.rules.writing import is_contact


@leaders_only
def facilitators(request: HttpRequest, proposal: Proposal, person: Person) -> HttpResponse:
    """Those who lead it, who has been invited and who has answered; inviting somebody."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST":
        if too_many(request, "invitation", person):
            return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types
        if form.is_valid() and _invite(form, proposal, person):
            messages.success(request, _("L’invitation part vers %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("proposals:facilitators", proposal.edition.slug, proposal.uuid)
    status = 422 if form.is_bound else 200
    return render(request, "proposals/facilitators.html", _who(proposal, person, form), status=status)


def _invite(form: InvitationForm, proposal: Proposal, person: Person) -> bool:
    why = {
        acts.AlreadyInvited: _("Cette adresse a déjà une invitation, qui attend sa réponse."),
        acts.LeadsAlready: _("Cette personne anime déjà la proposition."),
        acts.ProposalOver: _("Cette proposition est close : on n’y invite plus personne."),
    }
    try:
        acts.invite(proposal=proposal, email=form.cleaned_data["email"], by=person, now=timezone.now())
    except tuple(why) as error:
        form.add_error("email", why[type(error)])
    return form.is_valid()


def _who(proposal: Proposal, person: Person, form: InvitationForm) -> dict[str, object]:
    viewer = viewer_for(person)
    leads = list(proposal.facilitations.order_by("-is_contact", "pk"))
    people = with_faces(Person.objects.all()).in_bulk([lead.person_id for lead in leads])
    contact = is_contact(leads, person.pk)
    return {
        "edition": proposal.edition,
        "proposal": proposal,
        "form": form,
        "leads": [(lead, people[lead.person_id].uuid, face(viewer, people[lead.person_id])) for lead in leads],
        "invitations": invitations_to(proposal),
        "is_contact": contact,
        "person": person,
    }


@leaders_only
@require_POST
def take_back_invitation(request: HttpRequest, proposal: Proposal, _person: Person, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    invitation = get_object_or_404(invitations_to(proposal), pk=pk)
    try:
        acts.take_invitation_back(invitation=invitation, now=timezone.now())
    except acts.AlreadyAnswered:
        messages.error(request, _("La réponse est arrivée entre-temps."))
    else:
        messages.success(request, _("L’invitation est reprise : son lien n’ouvre plus rien."))
    return redirect("proposals:facilitators", proposal.edition.slug, proposal.uuid)


@leaders_only
@require_POST
def hand_proposal_over(request: HttpRequest, proposal: Proposal, person: Person, who: UUID) -> HttpResponse:
    """Another of those who lead it answers for it from now on."""
    other = get_object_or_404(proposal.facilitators, uuid=who)
    try:
        hand_over(proposal=proposal, by=person, to=other)
    except NotLeadingIt:
        messages.error(request, _("Seule la personne de contact passe le relais."))
    else:
        messages.success(request, _("Le relais est passé : tu n’es plus la personne de contact."))
    return redirect("proposals:facilitators", proposal.edition.slug, proposal.uuid)


@leaders_only
@require_POST
def leave(request: HttpRequest, proposal: Proposal, person: Person) -> HttpResponse:
    """Lead it no longer."""
    why = {
        LastToLead: _("Personne d’autre ne l’anime : passe d’abord le relais, ou retire la proposition."),
        ContactStays: _("Tu es la personne de contact : passe d’abord le relais."),
    }
    try:
        leave_proposal(proposal=proposal, person=person)
    except tuple(why) as error:
        messages.error(request, why[type(error)])
        return redirect("proposals:facilitators", proposal.edition.slug, proposal.uuid)
    messages.success(request, _("Tu n’animes plus « %(title)s ».") % {"title": proposal.title})
    return redirect("proposals:mine", proposal.edition.slug)


@anonymous_allowed(because="the link of an invitation lets its reader refuse without an account")
@with_edition
def invitation(request: HttpRequest, edition: Edition, secret: str) -> HttpResponse:
    """What one is invited to lead, and the answer: accepting asks to sign in or up, refusing doesn't."""
    found = open_invitation(secret)
    if found is None or found.proposal.edition_id != edition.pk:
        raise Http404
    person = person_of(request.user)
    if request.method == "POST":
        return _answer(request, found, person)
    proposal = Proposal.objects.select_related("edition").get(pk=stands_for(found.proposal_id))
    context = {
        "edition": edition,
        "invitation": found,
        "proposal": proposal,
        "merged": found.proposal if proposal != found.proposal else None,
        "person": person,
        "over": proposal.state in acts.OVER,
    }
    response = render(request, "proposals/invitation.html", context)
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response


def _answer(request: HttpRequest, found: Invitation, person: Person | None) -> HttpResponse:
    accepts = request.POST.get("answer") == "accept"
    if accepts and person is None:
        return redirect(request.path)
    try:
        if person is None or not accepts:
            acts.refuse_invitation(invitation=found, person=person, now=timezone.now())
            return redirect(request.path)
        proposal = acts.accept_invitation(invitation=found, person=person, now=timezone.now()).proposal
    except (acts.AlreadyAnswered, acts.ProposalOver):
        messages.error(request, _("Cette invitation a déjà sa réponse, ou la proposition est close."))
        return redirect(request.path)
    messages.success(request, _("Tu animes maintenant « %(title)s ». Bienvenue.") % {"title": proposal.title})
    return redirect("proposals:proposal", proposal.edition.slug, proposal.uuid)
