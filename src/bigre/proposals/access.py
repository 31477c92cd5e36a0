"""How somebody reads proposals: with names as people show them or, by choice, without any."""

from django.http import HttpRequest

from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.rules import Viewer

KEY = "reads_blind"


def reads_blind(request: HttpRequest, edition: Edition) -> bool:
    """Whether the person chose, in this session, to read the edition's proposals without names."""
    return edition.slug in request.session.get(KEY, ())


def choose_blind(request: HttpRequest, edition: Edition, *, blind: bool) -> None:
    """Read the edition's proposals without names from now on, or with names again."""
    chosen = set(request.session.get(KEY, ())) - {edition.slug}
    request.session[KEY] = sorted(chosen | {edition.slug} if blind else chosen)


def reader_of(request: HttpRequest, edition: Edition) -> Viewer:
    """The person as a viewer of proposals; one who reads without names sees no face at all."""
    person = person_of(request.user)
    return Viewer(person=person, blind=True) if reads_blind(request, edition) else viewer_for(person)
