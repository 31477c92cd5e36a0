"""The REST API: what the site shows, for programs, as visible to the person whose key they carry."""

from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query

from bigre.api import queries
from bigre.api.access import OPTIONAL, Key, caller
from bigre.core.access import anonymous_allowed
from bigre.editions.models import Edition
from bigre.editions.queries import editions_shared_by, editions_visible_to, viewer_for
from bigre.people.models import Person
from bigre.people.queries import people_with_details
from bigre.people.rules import Viewer
from bigre.programme.queries.search import Choice, search

from . import shapes
from .shapes import ActivityFilter, Faults, Refusal, Slug, Span


class Api(NinjaAPI):
    """Answers carry an ETag of their content; an unchanged one is 304."""

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        """The response, unless its caller holds it already; only its caller may keep it."""
        response = super().create_response(request, data, **options)
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        if request.method != "GET" or response.status_code != 200:
            return response
        patch_cache_control(response, private=True, no_cache=True)
        etag = quote_etag(blake2b(response.content, digest_size=16).hexdigest())
        response.headers["ETag"] = etag
        held: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)
        return held or response


api = Api(
    title="Bigre!",
    version="1",
    description="Editions, their published programme, and people as they show themselves to the caller.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="rest",
)

REFUSALS = {401: Refusal, 404: Refusal, 422: Faults}


def _edition(viewer: Viewer, slug: str) -> Edition:
    return get_object_or_404(editions_visible_to(viewer.person), slug=slug)


def _programme(viewer: Viewer, slug: str) -> queries.Programme:
    found = queries.programme(_edition(viewer, slug), viewer)
    if found is None:
        raise Http404(_("Le programme de cette édition n’est pas encore publié."))
    return found


@api.get(
    "editions", response={200: shapes.Editions, 401: Refusal, 422: Faults}, openapi_extra=OPTIONAL, summary="Editions"
)
def editions(request: HttpRequest, span: Query[Span]) -> dict[str, Any]:
    """The editions that the caller may read about, latest first."""
    found = editions_visible_to(caller(request).person)
    return {"count": found.count(), "items": found[span.offset : span.offset + span.limit]}


@api.get("editions/{slug}", response={200: shapes.Edition, **REFUSALS}, openapi_extra=OPTIONAL, summary="An edition")
def edition(request: HttpRequest, slug: Path[Slug]) -> Edition:
    """One edition."""
    return _edition(caller(request), slug)


@api.get(
    "editions/{slug}/activities",
    response={200: shapes.Activities, **REFUSALS},
    openapi_extra=OPTIONAL,
    summary="The activities of a programme",
)
def activities(request: HttpRequest, slug: Path[Slug], asked: Query[ActivityFilter]) -> dict[str, Any]:
    """The activities of the published programme, by time; filters add up."""
    programme = _programme(caller(request), slug)
    facets = {
        name: frozenset({value})
        for name in ("theme", "format", "space", "language")
        if (value := getattr(asked, name)) is not None
    }
    found = search(programme.timetable.placed, Choice(asked.q, asked.day, facets)).placed
    shown = found[asked.offset : asked.offset + asked.limit]
    return {"count": len(found), "items": [queries.activity_answer(placed, programme.texts) for placed in shown]}


@api.get(
    "editions/{slug}/activities/{uuid}",
    response={200: shapes.Activity, **REFUSALS},
    openapi_extra=OPTIONAL,
    summary="An activity",
)
def activity(request: HttpRequest, slug: Path[Slug], uuid: UUID) -> dict[str, Any]:
    """One activity of the published programme."""
    viewer = caller(request)
    found = queries.published_activity(_edition(viewer, slug), uuid, viewer)
    if found is None:
        raise Http404(_("Cette activité n’est pas dans le programme publié."))
    return found


@api.get(
    "editions/{slug}/timetable",
    response={200: shapes.Timetable, **REFUSALS},
    openapi_extra=OPTIONAL,
    summary="The timetable of a programme",
)
def timetable(request: HttpRequest, slug: Path[Slug]) -> dict[str, Any]:
    """When and where everything takes place, in the version published last."""
    return queries.timetable_answer(_programme(caller(request), slug).timetable)


@api.get("people", response={200: shapes.People, 401: Refusal, 422: Faults}, openapi_extra=OPTIONAL, summary="People")
def people(request: HttpRequest, span: Query[Span]) -> dict[str, Any]:
    """The people who show their name to the caller, by name."""
    viewer = caller(request)
    found = people_with_details(viewer)
    shown = found[span.offset : span.offset + span.limit]
    return {"count": found.count(), "items": [queries.person_answer(viewer, person) for person in shown]}


@api.get("people/{uuid}", response={200: shapes.Person, **REFUSALS}, openapi_extra=OPTIONAL, summary="A person")
def person(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """One person, as they show themselves to the caller; who doesn't is not found."""
    viewer = caller(request)
    return queries.person_answer(viewer, get_object_or_404(people_with_details(viewer), uuid=uuid))


@api.get("me", response={200: shapes.Me, 401: Refusal}, auth=Key(), summary="Oneself")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person whose key calls: their whole profile, their editions and what they keep of programmes."""
    key_holder: Person = request.auth  # type: ignore[attr-defined]  # what `Key` returned; ninja puts it there
    viewer = viewer_for(key_holder)
    oneself = people_with_details(viewer).get(pk=key_holder.pk)
    return {
        **queries.person_answer(viewer, oneself),
        "editions": editions_shared_by(key_holder).order_by("-starts_on").values_list("slug", flat=True),
        "favourites": key_holder.favourites.order_by("pk").values_list("activity__uuid", flat=True),
    }


@anonymous_allowed(because="programs are told in their own language that nothing is there")
def not_found(request: HttpRequest) -> HttpResponse:
    """No such address: told as the API tells everything."""
    return api.create_response(request, {"detail": _("Cette adresse n’existe pas.")}, status=404)
