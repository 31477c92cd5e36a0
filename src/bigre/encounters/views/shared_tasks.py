"""Answering who says that we did a task together, and taking back what I said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.encounters.actions.shared_tasks import AlreadyConfirmed, NoLongerAsked, answer_task, take_back_task
from bigre.people.access import with_own_person
from bigre.people.models import Person


@require_POST
@with_own_person
def answer(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Say yes or no to what somebody says of both of us."""
    task = get_object_or_404(person.tasks_to_confirm, pk=pk)
    said = request.POST.get("answer")
    if said not in {"yes", "no"}:
        messages.error(request, _("Réponds oui ou non. Rien n’a changé."))
        return redirect("openness:met")
    try:
        answer_task(task=task, yes=said == "yes", now=timezone.now())
    except NoLongerAsked:
        messages.error(request, _("Cette question n’attend plus de réponse. Rien n’a changé."))
    else:
        yes = _("C’est noté : l’autre est parmi les gens que tu as rencontrés, et toi parmi les siens.")
        no = _("C’est noté, et personne ne le saura. La question ne te sera plus posée.")
        messages.success(request, yes if said == "yes" else no)
    return redirect("openness:met")


@require_POST
@with_own_person
def take_back(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Say it no longer, as long as the other hasn’t confirmed it."""
    task = get_object_or_404(person.tasks_said, pk=pk)
    try:
        take_back_task(task=task, now=timezone.now())
    except AlreadyConfirmed:
        messages.error(request, _("L’autre l’a confirmé entre-temps : c’est parmi les gens que tu as rencontrés."))
    else:
        messages.success(request, _("C’est retiré."))
    return redirect("openness:met")
