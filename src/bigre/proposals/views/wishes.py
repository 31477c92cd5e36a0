"""Telling wishes, one proposal after the other; one's own wishes; and, once the vote is closed, how many wish what."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.rules import language_name
from bigre.editions.access import planners_only, with_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.proposals.actions.wishes import LEVELS, WishesClosed, pass_proposal, show_proposal, tell_wish
from bigre.proposals.forms.wishes import WishFilters
from bigre.proposals.models import Proposal, Wish
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.proposals import with_details
from bigre.proposals.queries.wishes import counts_of, progress_of, wishable, wishes_of

from .proposals import card

# The words of an address, and the levels that they stand for; passing tells nothing.
ANSWERS: dict[str, int | None] = {"love": Wish.Level.LOVE, "like": Wish.Level.LIKE, "no": Wish.Level.NO, "pass": None}


@with_person
def wishes(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """The next proposal that waits for my answer; `again` comes back to one."""
    call = call_of(edition)
    if not call.takes_wishes_at(clock.now()):
        return _closed(request, edition)
    filters = WishFilters(request.GET, edition=edition)
    narrowed = filters.narrow(wishable(person, edition))
    progress = progress_of(person, edition, narrowed)
    shown = _shown(request, narrowed, progress.next)
    if shown is not None:
        show_proposal(proposal=shown, person=person, now=timezone.now())
    context = {
        "edition": edition,
        "call": call,
        "filters": filters,
        "progress": progress,
        "card": card(viewer_for(person), shown) if shown else None,
        "languages": [language_name(code) for code in shown.languages] if shown else [],
        "mine": wishes_of(person, edition).get(shown.pk) if shown else None,
        "last": _last(request, edition, person),
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "proposals/wishes.html#next" if partial else "proposals/wishes.html", context)


def _shown(request: HttpRequest, narrowed: QuerySet[Proposal], upcoming: int | None) -> Proposal | None:
    """The proposal to show: the one asked for again, or the next one."""
    again = _uuid(request.GET.get("again", ""))
    wanted = narrowed.filter(uuid=again) if again else narrowed.filter(pk__in=[upcoming] if upcoming else [])
    return with_details(wanted).first()


def _last(request: HttpRequest, edition: Edition, person: Person) -> Proposal | None:
    """The one answered just before, to come back to."""
    last = _uuid(request.GET.get("last", ""))
    return wishable(person, edition).filter(uuid=last).first() if last else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@with_person
def answer(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Tell what I wish of one proposal, then see the next."""
    found = get_object_or_404(wishable(person, edition), uuid=uuid)
    word = request.POST.get("wish", "")
    if word in ANSWERS:
        try:
            _tell(found, person, word)
        except WishesClosed:
            messages.error(request, closed_meanwhile())
    filters = WishFilters(request.GET, edition=edition)
    query = "&".join(part for part in (f"last={found.uuid}", filters.asked) if part)
    return redirect(f"{reverse('proposals:wishes', args=[edition.slug])}?{query}")


def _tell(proposal: Proposal, person: Person, word: str) -> None:
    moment, now = clock.now(), timezone.now()
    if word == "pass":
        pass_proposal(proposal=proposal, person=person, now=now)
    else:
        tell_wish(proposal=proposal, person=person, level=ANSWERS[word], moment=moment, now=now)


def closed_meanwhile() -> str:
    """Why nothing was noted."""
    return _("Les souhaits viennent de se clore : ce dernier n’a pas été noté, les autres le sont.")


@with_person
def own_wishes(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Everything that I have told, to be changed as long as the vote is open."""
    takes = call_of(edition).takes_wishes_at(clock.now())
    proposals = list(with_details(wishable(person, edition)))
    if request.method == "POST":
        _change(request, proposals, person, wishes_of(person, edition))
        return redirect("proposals:own_wishes", edition.slug)
    told = wishes_of(person, edition)
    rows = [(one, told.get(one.pk)) for one in proposals if takes or one.pk in told]
    context = {"edition": edition, "rows": rows, "takes": takes, "levels": [Wish.Level(level) for level in LEVELS]}
    return render(request, "proposals/own_wishes.html", context)


def _change(request: HttpRequest, proposals: list[Proposal], person: Person, told: dict[int, int]) -> None:
    known = {str(level.value): level.value for level in LEVELS} | {"": None}
    now, moment = timezone.now(), clock.now()
    try:
        for one in proposals:
            sent = request.POST.get(f"wish-{one.uuid}")
            if sent in known and known[sent] != told.get(one.pk):
                tell_wish(proposal=one, person=person, level=known[sent], moment=moment, now=now)
    except WishesClosed:
        messages.error(request, closed_meanwhile())
    else:
        messages.success(request, _("Tes souhaits sont enregistrés. Personne d’autre ne les lit."))


@planners_only
def counts(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How many people wish each proposal, for the team, once the vote is closed."""
    told = counts_of(edition, clock.now())
    most = max((one.coming for one in told), default=0) if told else 0
    context = {"edition": edition, "call": call_of(edition), "told": told, "most": most}
    return render(request, "proposals/wish_counts.html", context)


def _closed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Before the opening and after the closing, when and what comes next."""
    call, now = call_of(edition), clock.now()
    context = {"edition": edition, "call": call, "over": call.shows_wishes_at(now)}
    return render(request, "proposals/wishes_closed.html", context)
