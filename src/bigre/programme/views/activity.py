"""The page of one activity, and keeping it as a favourite."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.favourites import toggle_favourite
from bigre.programme.models import Activity
from bigre.programme.queries.activity import ActivityPage, activity_of, activity_page
from bigre.programme.queries.mine import kept_by
from bigre.programme.queries.published import current_version

from .event import event_data, event_script
from .freshness import fresh_page


@anonymous_allowed(because="activities of a published programme are made to be read by anybody; others give 404")
@with_edition
def activity(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """An activity: what, when, where, with whom."""
    page = _page(request, edition, activity)
    kept = kept_by(person_of(request.user), edition)
    said = (
        page.activity.changed_at,
        page.placed,
        page.faces,
        page.meanwhile,
        page.same_people,
        page.activity.pk in kept,
    )
    details = (edition.name, edition.life, list(page.activity.equipment.all()), page.activity.collective)
    return fresh_page(request, said, details, make=lambda token: _render(request, edition, page, kept, token))


def _page(request: HttpRequest, edition: Edition, uuid: UUID) -> ActivityPage:
    activity = activity_of(edition, uuid)
    viewer = viewer_for(person_of(request.user))
    page = activity_page(edition, activity, current_version(edition), viewer) if activity else None
    if page is None:
        raise Http404
    return page


def _render(
    request: HttpRequest, edition: Edition, page: ActivityPage, kept: frozenset[int], token: str
) -> HttpResponse:
    address = request.build_absolute_uri(request.path)
    context: dict[str, Any] = {
        "csrf_token": token,
        "edition": edition,
        "page": page,
        "activity": page.activity,
        "placed": page.placed,
        "kept": page.activity.pk in kept,
        "address": address,
        "event": event_script(event_data(edition, page, address)) if page.placed else None,
    }
    return render(request, "programme/activity.html", context)


@require_POST
@with_edition
def favourite(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """Keep an activity, or let it go; answer the button alone to htmx, else go back where the person was."""
    page = _page(request, edition, activity)
    person = person_of(request.user)
    if person is None:
        raise Http404
    kept = toggle_favourite(person=person, activity=page.activity)
    if request.headers.get("HX-Request") == "true":
        return render(request, "programme/favourite.html", _button(edition, page.activity, kept=kept))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("programme:activity", edition.slug, activity)


def _button(edition: Edition, activity: Activity, *, kept: bool) -> dict[str, Any]:
    return {"slug": edition.slug, "uuid": activity.uuid, "pk": activity.pk, "title": activity.title, "kept": kept}
