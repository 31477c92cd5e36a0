"""The journal of a cooperation: writing a line, rewriting or removing one's own, asking the next call for a need."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.encounters.access.cooperations import cooperators_only
from bigre.encounters.actions.journal import AskedAlready, ask_for_session, write_entry
from bigre.encounters.forms.cooperations import EntryForm, WordsForm
from bigre.encounters.models import Cooperation, Entry
from bigre.encounters.queries.cooperations import editions_that_ask
from bigre.encounters.rules.cooperations import can_edit, can_remove, title_and_rest
from bigre.people.access import too_many, with_own_person
from bigre.people.models import Person
from bigre.proposals.forms.topics import TopicForm
from bigre.proposals.queries.readers import builders_of

from .cooperations import page_of


@cooperators_only
@require_POST
def write(request: HttpRequest, found: Cooperation, person: Person) -> HttpResponse:
    """Add a line."""
    form = EntryForm(request.POST)
    flood = form.is_valid() and too_many(request, "write_comment", person)
    if flood:
        form.add_error(
            None, _("Tu as beaucoup écrit en peu de temps. Rien n’est perdu : attends un peu, puis envoie de nouveau.")
        )
    if not form.is_valid():
        page = page_of(person, found, form)
        return render(request, "encounters/cooperation.html", page, status=429 if flood else 422)
    write_entry(cooperation=found, author=person, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("C’est dans le journal."))
    return redirect("cooperations:cooperation", found.uuid)


def _own_entry(person: Person, pk: int) -> Entry:
    """A line that the person wrote, whether they are still of the cooperation or not: their words stay theirs."""
    return get_object_or_404(Entry.objects.select_related("cooperation").filter(author=person), pk=pk)


@with_own_person
def entry(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Rewrite a line of one's own."""
    found = _own_entry(person, pk)
    form = WordsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and can_edit(person, found):
        form.save()
        messages.success(request, _("C’est réécrit."))
        return redirect("cooperations:cooperation", found.cooperation.uuid)
    context = {"entry": found, "cooperation": found.cooperation, "form": form, "can_remove": can_remove(person, found)}
    return render(request, "encounters/cooperation_entry.html", context, status=422 if form.is_bound else 200)


@with_own_person
@require_POST
def remove(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Remove a line of one's own; a change of state did happen, and stays."""
    found = _own_entry(person, pk)
    if not can_remove(person, found):
        raise PermissionDenied(_("Une étape reste dans le journal ; tu peux en changer les mots."))
    found.delete()
    messages.success(request, _("C’est retiré du journal."))
    return redirect("cooperations:cooperation", found.cooperation.uuid)


@cooperators_only
def wanted(request: HttpRequest, found: Cooperation, person: Person, pk: int) -> HttpResponse:
    """Make of a need a wanted topic of the next call, in words that one can change before they are public."""
    need = get_object_or_404(found.entries.filter(kind=Entry.Kind.NEED, topic=None), pk=pk)
    editions = [one for one in editions_that_ask(person, clock.now()) if builders_of(one).contains(person)]
    if not editions:
        return render(request, "encounters/cooperation_wanted.html", {"cooperation": found, "need": need})
    edition = next((one for one in editions if one.slug == request.GET.get("edition")), editions[0])
    title, rest = title_and_rest(need.text)
    form = TopicForm(request.POST or None, edition=edition, initial={"title": title, "text": rest})
    if request.method == "POST" and form.is_valid():
        return _ask(request, need, edition, person, form)
    context = {"cooperation": found, "need": need, "form": form, "edition": edition, "editions": editions}
    return render(request, "encounters/cooperation_wanted.html", context, status=422 if form.is_bound else 200)


def _ask(request: HttpRequest, need: Entry, edition: Edition, person: Person, form: TopicForm) -> HttpResponse:
    if too_many(request, "write_topic", person):
        form.add_error(None, _("Tu as beaucoup demandé en peu de temps. Attends un peu, puis envoie de nouveau."))
        context = {
            "cooperation": need.cooperation,
            "need": need,
            "form": form,
            "edition": edition,
            "editions": [edition],
        }
        return render(request, "encounters/cooperation_wanted.html", context, status=429)
    try:
        ask_for_session(entry=need, edition=edition, by=person, now=timezone.now(), **form.cleaned_data)
    except AskedAlready:
        messages.error(request, _("Quelqu’un l’a demandé entre-temps : le lien est dans le journal."))
    else:
        messages.success(request, _("C’est demandé. D’autres peuvent dire « moi aussi », ou l’animer."))
    return redirect("cooperations:cooperation", need.cooperation.uuid)
