"""Doors of cooperations: those who are of one; 404 for everybody else, as for what does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bigre.core.access import View
from bigre.encounters.models import Cooperation
from bigre.encounters.queries.cooperations import cooperations_of
from bigre.people.access import with_own_person
from bigre.people.models import Person

type CooperationView[**P] = Callable[Concatenate[HttpRequest, Cooperation, Person, P], HttpResponse]


def cooperators_only[**P](view: CooperationView[P]) -> View:
    """Turn the number in the address into the cooperation, if the person is a member of it; 404 otherwise."""

    @with_own_person
    @wraps(view)
    def load(request: HttpRequest, person: Person, /, uuid: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, get_object_or_404(cooperations_of(person), uuid=uuid), person, *args, **kwargs)

    return load
