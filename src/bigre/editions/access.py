"""Doors of an edition's pages: load the edition through the person who asks, and open team pages to its team only."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bigre.core.access import View
from bigre.people.models import Person

from .models import Edition
from .queries import editions_visible_to, person_of, team_roles
from .rules import can_plan

type EditionView[**P] = Callable[Concatenate[HttpRequest, Edition, P], HttpResponse]
type PersonView[**P] = Callable[Concatenate[HttpRequest, Edition, Person, P], HttpResponse]


def with_edition[**P](view: EditionView[P]) -> View:
    """Turn the edition's slug in the address into the edition, if the person may read about it; 404 otherwise."""

    @wraps(view)
    def load(request: HttpRequest, edition: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = get_object_or_404(editions_visible_to(person_of(request.user)), slug=edition)
        return view(request, found, *args, **kwargs)

    return load


def with_person[**P](view: PersonView[P]) -> View:
    """Give the view the edition and the person who signed in; who has no name yet is asked for it first."""

    @with_edition
    @wraps(view)
    def load(request: HttpRequest, edition: Edition, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = person_of(request.user)
        return view(request, edition, person, *args, **kwargs) if person else redirect("people:profile")

    return load


def planners_only[**P](view: EditionView[P]) -> View:
    """The same, and refuse (403, with the reason) whoever is not in charge of the edition's programme."""

    @with_edition
    @wraps(view)
    def admit(request: HttpRequest, edition: Edition, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not can_plan(team_roles(person_of(request.user), edition)):
            raise PermissionDenied(_("Cette page est réservée à l’équipe du programme de cette édition."))
        return view(request, edition, *args, **kwargs)

    return admit
