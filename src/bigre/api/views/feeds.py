"""The programme as conference apps read it, at addresses that never change: `schedule.xml` and `schedule.json`."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _

from bigre.core.access import anonymous_allowed
from bigre.editions.queries import editions_visible_to
from bigre.people.rules import ANYBODY
from bigre.programme.exchange.frab_writer import Schedule, frab_json, frab_xml
from bigre.programme.exchange.writing import schedule_of
from bigre.programme.queries.published import current_version
from bigre.programme.views.freshness import digest, fresh_feed

# A file that nothing changed is written once an hour at most.
KEPT_SECONDS = 3_600
WHY = "a published programme is made to be read by anybody, with the names that anybody may see"


@anonymous_allowed(because=WHY)
def schedule_xml(request: HttpRequest, edition: str) -> HttpResponse:
    """The published programme as frab schedule XML."""
    return _feed(request, edition, frab_xml, "application/xml; charset=utf-8")


@anonymous_allowed(because=WHY)
def schedule_json(request: HttpRequest, edition: str) -> HttpResponse:
    """The published programme as frab schedule JSON."""
    return _feed(request, edition, frab_json, "application/json; charset=utf-8")


def _feed(request: HttpRequest, slug: str, write: Callable[[Schedule], bytes], media_type: str) -> HttpResponse:
    """The same for everybody, whoever asks and in whatever language: apps keep it, share it and compare it."""
    edition = get_object_or_404(editions_visible_to(None), slug=slug)
    version = current_version(edition)
    if version is None:
        raise Http404(_("Le programme de cette édition n’est pas encore publié."))
    base_url = f"{request.scheme}://{request.get_host()}"
    with translation.override(settings.LANGUAGE_CODE):
        schedule = schedule_of(edition, version, ANYBODY, base_url)
        key = digest(media_type, schedule.said)

        def make() -> HttpResponse:
            content = cache.get_or_set(f"schedule:{key}", lambda: write(schedule), KEPT_SECONDS)
            return HttpResponse(content, content_type=media_type)

        return fresh_feed(request, key, make=make, private=False)
