"""What the links of a reminder open: one question for one person, answered without signing in.

Programs that check mails follow links: reading a page writes nothing. The page of an answer is a form, which a small
script sends at once and a button sends where there are no scripts.
"""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.encounters.actions.journal import write_entry
from bigre.encounters.actions.reminders import ANSWERS, NOT_THIS_TIME, answer_reminder
from bigre.encounters.forms.cooperations import LineForm
from bigre.encounters.models import Cooperation, Entry, Reminder
from bigre.encounters.queries.reminders import question_behind

OPEN = "the link of a mail lets its reader answer one question, and opens nothing else"


def _private(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, and its address told to no other site."""
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "encounters/cooperation_reminder_gone.html", status=404))


@anonymous_allowed(because=OPEN)
def reminder(request: HttpRequest, secret: str) -> HttpResponse:
    """The question, or what was answered; answering again changes the answer."""
    question = question_behind(secret, timezone.now())
    if question is None:
        return _gone(request)
    return _page(request, secret, question, LineForm())


def _page(request: HttpRequest, secret: str, question: Reminder, form: LineForm, status: int = 200) -> HttpResponse:
    context = {
        "question": question,
        "cooperation": question.cooperation,
        "secret": secret,
        "answers": ANSWERS,
        "pass": NOT_THIS_TIME,
        "form": form,
    }
    return _private(render(request, "encounters/cooperation_reminder.html", context, status=status))


@anonymous_allowed(because=OPEN)
def answer(request: HttpRequest, secret: str, answer: str) -> HttpResponse:
    """One answer: reading asks to confirm it, and only sending writes it."""
    if answer not in {*Cooperation.State.values, NOT_THIS_TIME}:
        raise Http404
    now = timezone.now()
    question = question_behind(secret, now)
    if question is None:
        return _gone(request)
    if request.method == "POST":
        answer_reminder(question=question, answer=answer, now=now)
        return _private(redirect("cooperations:reminder", secret))
    label = "" if answer == NOT_THIS_TIME else Cooperation.State(answer).label
    context = {"cooperation": question.cooperation, "secret": secret, "label": label}
    return _private(render(request, "encounters/cooperation_answer.html", context))


@anonymous_allowed(because=OPEN)
@require_POST
def line(request: HttpRequest, secret: str) -> HttpResponse:
    """Add a line to the journal, in the name of whoever the question was asked of."""
    question = question_behind(secret, timezone.now())
    if question is None:
        return _gone(request)
    form = LineForm(request.POST)
    if form.is_valid() and not ratelimit.consume(request, action="write_comment", key=f"reminder:{question.pk}"):
        form.add_error("text", _("Ce lien a déjà beaucoup écrit aujourd’hui. Attends un peu, ou connecte-toi."))
    if not form.is_valid():
        return _page(request, secret, question, form, status=422)
    write_entry(
        cooperation=question.cooperation,
        author=question.person,
        kind=Entry.Kind.NOTE,
        text=form.cleaned_data["text"],
        now=timezone.now(),
    )
    return _private(redirect(f"{request.path.removesuffix('line/')}?written"))
