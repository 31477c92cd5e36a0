"""Leading a proposal together: inviting by mail, answering, handing over, leaving; and the link back to a draft."""

from uuid import UUID

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.core.models import secret_digest
from bigre.editions.access import with_edition, with_edition_and_person
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.actions import invitations
from bigre.proposals.actions.telling import tell_invitation, tell_link
from bigre.proposals.forms.invitations import InvitationForm
from bigre.proposals.models import Facilitation, Invitation, Proposal
from bigre.proposals.queries.proposals import proposals_led_by, with_details

from .limits import within_limits
from .writing import address_of


def led(person: Person, edition: Edition, uuid: UUID) -> Proposal:
    """The proposal of this address that the person leads; 404 otherwise."""
    return get_object_or_404(with_details(proposals_led_by(person, edition)), uuid=uuid)


@require_POST
@with_edition_and_person
def send_link(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Send myself the link with which I go on writing this draft elsewhere."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid, state=Proposal.State.DRAFT)
    if not consume(request, action="send_link"):
        messages.error(
            request, _("Nous t’avons déjà envoyé plusieurs liens : regarde ton courriel, ou attends un peu.")
        )
        return redirect(address_of(found))
    now = timezone.now()
    secret = invitations.make_resume_link(proposal=found, person=person, now=now)
    if tell_link(proposal=found, person=person, secret=secret, now=now):
        messages.success(request, _("Le lien est parti par courriel. Il vaut quatorze jours."))
    else:
        messages.error(request, _("Ton compte n’a pas d’adresse de courriel : nous n’avons rien pu envoyer."))
    return redirect(address_of(found))


@with_edition_and_person
def invite_by_mail(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Ask somebody by mail to lead it with me."""
    found = led(person, edition, uuid)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and within_limits(request, form, "invite"):
        _invite(form, found, person)
        if form.is_valid():
            messages.success(request, _("L’invitation est partie. Tu verras ici sa réponse."))
            return redirect(f"{address_of(found)}#together")
    status = 422 if form.is_bound else 200
    return render(
        request, "proposals/invite.html", {"edition": edition, "proposal": found, "form": form}, status=status
    )


def _invite(form: InvitationForm, proposal: Proposal, person: Person) -> None:
    try:
        made, secret = invitations.invite(proposal=proposal, email=form.cleaned_data["email"], by=person)
    except invitations.AlreadyLeads:
        form.add_error("email", _("Cette personne l’anime déjà."))
    except invitations.AlreadyInvited:
        form.add_error("email", _("Cette adresse est déjà invitée, et n’a pas encore répondu."))
    else:
        tell_invitation(invitation=made, secret=secret, by=person.name, now=timezone.now())


@require_POST
@with_edition_and_person
def take_back(request: HttpRequest, edition: Edition, person: Person, uuid: UUID, pk: int) -> HttpResponse:
    """The link of the invitation opens nothing any more."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid)
    one = get_object_or_404(found.invitations.all(), pk=pk)
    try:
        invitations.take_back_invitation(invitation=one, now=timezone.now())
        messages.success(request, _("L’invitation est reprise : son lien n’ouvre plus rien."))
    except invitations.AlreadyAnswered:
        messages.info(request, _("La réponse est arrivée entre-temps."))
    return redirect(f"{address_of(found)}#together")


@require_POST
@with_edition_and_person
def hand_over_to(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Another of those who lead it answers for it; only the contact says so."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid)
    if not found.facilitations.filter(person=person, is_contact=True).exists():
        raise PermissionDenied(_("Seule la personne contact passe la main."))
    number = request.POST.get("to", "")
    heir = get_object_or_404(Facilitation, proposal=found, pk=int(number) if number.isdecimal() else 0)
    invitations.hand_over(proposal=found, to=heir.person)
    messages.success(
        request, _("C’est fait : une autre personne répond maintenant de « %(title)s ».") % {"title": found}
    )
    return redirect("proposals:mine", edition.slug)


@require_POST
@with_edition_and_person
def leave(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """I lead it no longer; the others do."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid)
    try:
        invitations.leave_proposal(proposal=found, person=person)
        messages.success(request, _("Tu n’animes plus « %(title)s ».") % {"title": found})
    except invitations.LastFacilitator:
        messages.error(request, _("Personne d’autre ne l’anime : invite quelqu’un d’abord, ou retire la proposition."))
    return redirect("proposals:mine", edition.slug)


@anonymous_allowed(because="whoever was invited answers with the secret of the mail; refusing needs no account")
@with_edition
def invitation(request: HttpRequest, edition: Edition, secret: str) -> HttpResponse:
    """What one is asked to lead, by whom, and the two answers."""
    asked = Invitation.objects.select_related("proposal__edition", "invited_by").filter(proposal__edition=edition)
    found = asked.filter(digest=secret_digest(secret), revoked_at=None, answered_at=None).first()
    if found is None:
        return render(request, "proposals/link_expired.html", {"edition": edition}, status=404)
    person = person_of(request.user)
    if request.method == "POST":
        return _answer(request, found, person)
    proposal = with_details(Proposal.objects.all()).get(pk=found.proposal_id)
    faces = [face(viewer_for(person), lead.person) for lead in proposal.facilitations.all()]
    by = found.invited_by.name if found.invited_by else ""
    context = {
        "edition": edition,
        "invitation": found,
        "proposal": proposal,
        "faces": faces,
        "person": person,
        "by": by,
    }
    return render(request, "proposals/invitation.html", context)


def _answer(request: HttpRequest, found: Invitation, person: Person | None) -> HttpResponse:
    now, proposal = timezone.now(), found.proposal
    if request.POST.get("answer") != "yes":
        invitations.refuse_invitation(invitation=found, person=person, now=now)
        return render(request, "proposals/refused.html", {"edition": proposal.edition, "proposal": proposal})
    if person is None:
        return (
            redirect_to_login(request.get_full_path())
            if not request.user.is_authenticated
            else redirect("people:profile")
        )
    invitations.accept_invitation(invitation=found, person=person, now=now)
    messages.success(request, _("Tu animes maintenant « %(title)s ». Merci de dire oui.") % {"title": proposal})
    return redirect("proposals:mine", proposal.edition.slug)
