"""Topics: what people ask for, what they could lead, and the proposals that are born from both."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.access import View
from bigre.editions.access import PersonView, with_person
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.access import reader_of
from bigre.proposals.actions.topics import (
    NotInvited,
    TopicTaken,
    begin_proposal,
    give_voice,
    join_proposal,
    write_topic,
)
from bigre.proposals.forms.topics import TopicForm
from bigre.proposals.models import Topic, Voice
from bigre.proposals.queries.proposals import proposals_visible_to
from bigre.proposals.queries.readers import builders_of
from bigre.proposals.queries.topics import near_topics, topics_of
from bigre.proposals.rules.topics import can_change, can_free, can_join, is_free

from .limits import status_of, within_limits


def builders_only[**P](view: PersonView[P]) -> View:
    """Give the view the person, if they build the programme together with others; 403, with the reason, otherwise."""

    @with_person
    @wraps(view)
    def admit(
        request: HttpRequest, edition: Edition, person: Person, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not builders_of(edition).filter(pk=person.pk).exists():
            raise PermissionDenied(_("Les sujets se partagent entre membres du réseau et personnes qui participent."))
        return view(request, edition, person, *args, **kwargs)

    return admit


@builders_only
def topics(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """What is wanted, and what is offered; those with a proposal come after those that wait."""
    found = sorted(topics_of(edition), key=lambda one: not is_free(one))
    viewer, voices = reader_of(request, edition), _voices_of(person, edition)
    cards = [(one, face(viewer, one.author) if one.author else None, one.pk in voices, is_free(one)) for one in found]
    context = {
        "edition": edition,
        "sides": [(kind, [card for card in cards if card[0].kind == kind]) for kind in Topic.Kind],
    }
    return render(request, "proposals/topics.html", context)


def _voices_of(person: Person, edition: Edition) -> set[int]:
    return set(Voice.objects.filter(person=person, topic__edition=edition).values_list("topic", flat=True))


@builders_only
def add_topic(request: HttpRequest, edition: Edition, person: Person, kind: str) -> HttpResponse:
    """Ask for a session, or offer to lead one."""
    if kind not in Topic.Kind:
        raise Http404
    form = TopicForm(request.POST or None, edition=edition)
    good = request.method == "POST" and form.is_valid()
    if not good or not within_limits(request, form, "write_topic"):
        return _form_page(request, edition, form, Topic.Kind(kind), status_of(form, limited=good))
    made = write_topic(edition=edition, author=person, kind=kind, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("C’est écrit. Voici ce qui s’en approche."))
    return redirect("proposals:topic", edition.slug, made.pk)


@builders_only
def topic(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """One topic, what answers it on the other side, and what one can do about it."""
    found = get_object_or_404(_any_topic(edition), pk=pk)
    viewer = reader_of(request, edition)
    free = is_free(found)
    readable = found.proposal and proposals_visible_to(person, edition).filter(pk=found.proposal.pk).exists()
    near = near_topics(found) if free else []
    context = {
        "edition": edition,
        "topic": found,
        "face": face(viewer, found.author) if found.author else None,
        "voice": found.voices.filter(person=person).exists(),
        "voice_count": found.voices.count(),
        "free": free,
        "near": [(one, face(viewer, one.author) if one.author else None) for one in near],
        "mine": found.author == person,
        "can_change": can_change(person, found),
        "can_free": can_free(person, found),
        "can_join": can_join(person, found) and not _leads(person, found),
        "proposal": found.proposal if readable else None,
    }
    return render(request, "proposals/topic.html", context)


def _leads(person: Person, topic: Topic) -> bool:
    return topic.proposal is not None and topic.proposal.facilitators.contains(person)


def _any_topic(edition: Edition) -> QuerySet[Topic]:
    return edition.topics.select_related("author", "proposal", "edition").prefetch_related("themes")


@builders_only
def edit_topic(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Rewrite one's own topic."""
    found = get_object_or_404(_any_topic(edition), pk=pk)
    if not can_change(person, found):
        raise PermissionDenied(
            _("Un sujet est changé par qui l’a écrit, tant que personne n’en a fait une proposition.")
        )
    form = TopicForm(request.POST or None, edition=edition, instance=found)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, edition, form, Topic.Kind(found.kind), status_of(form))
    form.save()
    messages.success(request, _("Ton sujet est changé."))
    return redirect("proposals:topic", edition.slug, pk)


@builders_only
@require_POST
def close_topic(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Take one's own topic away from the list."""
    found = get_object_or_404(_any_topic(edition), pk=pk)
    if not can_change(person, found):
        raise PermissionDenied(
            _("Un sujet est changé par qui l’a écrit, tant que personne n’en a fait une proposition.")
        )
    found.close(now=timezone.now())
    messages.success(request, _("Ton sujet n’est plus dans la liste."))
    return redirect("proposals:topics", edition.slug)


@builders_only
@require_POST
def free_topic(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Let others make a proposal of one's own topic: whoever began a draft of it keeps that draft."""
    found = get_object_or_404(_any_topic(edition), pk=pk)
    if not can_free(person, found):
        raise PermissionDenied(
            _("Un sujet est rendu libre par qui l’a écrit, tant que la proposition est un brouillon.")
        )
    found.free()
    messages.success(request, _("Ton sujet est de nouveau libre."))
    return redirect("proposals:topic", edition.slug, pk)


@builders_only
@require_POST
def voice(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """« Me too », or no longer."""
    found = get_object_or_404(edition.topics.filter(closed_at=None), pk=pk)
    if request.POST.get("wants") == "no":
        found.voices.filter(person=person).delete()
        messages.success(request, _("Ta voix est retirée."))
    else:
        give_voice(topic=found, person=person, now=timezone.now())
        messages.success(request, _("C’est noté : toi aussi. On t’écrira si cela devient une proposition."))
    return redirect("proposals:topic", edition.slug, pk)


@builders_only
@require_POST
def begin(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Make a draft of a topic, alone or with those who offered (`offer`)."""
    found = get_object_or_404(edition.topics, pk=pk)
    asked = request.POST.getlist("offer")
    # Only what is near: nobody's offer is taken for something else.
    offers = [one for one in near_topics(found) if one.kind == Topic.Kind.OFFERED and str(one.pk) in asked]
    try:
        made = begin_proposal(topic=found, by=person, offers=offers, now=timezone.now())
    except TopicTaken:
        messages.error(request, _("Quelqu’un s’en occupe déjà, ou le sujet est clos. Rien n’a changé."))
        return redirect("proposals:topic", edition.slug, pk)
    messages.success(
        request, _("Voici un brouillon avec les mots du sujet. Personne d’autre ne le lit avant ton envoi.")
    )
    return redirect("proposals:write", edition.slug, made.uuid)


@builders_only
@require_POST
def join(request: HttpRequest, edition: Edition, person: Person, pk: int) -> HttpResponse:
    """Come along to lead what was made with one's offer."""
    found = get_object_or_404(edition.topics, pk=pk)
    try:
        proposal = join_proposal(topic=found, by=person, now=timezone.now())
    except NotInvited:
        messages.error(request, _("Cette proposition ne t’attend pas, ou plus."))
        return redirect("proposals:topic", edition.slug, pk)
    messages.success(request, _("Vous l’animez maintenant à plusieurs."))
    return redirect("proposals:proposal", edition.slug, proposal.uuid)


def _form_page(request: HttpRequest, edition: Edition, form: TopicForm, kind: Topic.Kind, status: int) -> HttpResponse:
    context = {"edition": edition, "form": form, "kind": kind, "topic": form.instance}
    return render(request, "proposals/topic_form.html", context, status=status)
