"""Doors of proposals: what people lead, and whether they read with names."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bigre.core.access import View
from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.people.rules import Viewer

from .models import Proposal
from .queries.proposals import proposals_led_by

KEY = "reads_blind"

type LeaderView[**P] = Callable[Concatenate[HttpRequest, Proposal, Person, P], HttpResponse]


def leaders_only[**P](view: LeaderView[P]) -> View:
    """Turn the proposal's number in the address into the proposal, if the person leads it; 404 for everybody else."""

    @with_person
    @wraps(view)
    def load(
        request: HttpRequest, edition: Edition, person: Person, /, uuid: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        led = proposals_led_by(person, edition).select_related("edition__call", "format")
        return view(request, get_object_or_404(led, uuid=uuid), person, *args, **kwargs)

    return load


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
