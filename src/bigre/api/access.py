"""Who calls the API: the person behind a bearer key, anybody without one, and nobody with a wrong one."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import Viewer

from .actions import person_behind

# On operations that answer anybody, and say more to whom they know.
OPTIONAL: dict[str, list[dict[str, list[str]]]] = {"security": [{}, {"Key": []}]}


class Key(HttpBearer):
    """A person's key, made on their page of keys; required where an operation declares it."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:  # the parent's signature
        return person_behind(token, now=timezone.now())


def caller(request: HttpRequest) -> Viewer:
    """Through whose eyes the answer is written; a wrong or revoked key is told so (401), not taken for nobody."""
    header = request.headers.get("Authorization")
    if header is None:
        return viewer_for(None)
    scheme, _space, secret = header.partition(" ")
    person = person_behind(secret.strip(), now=timezone.now()) if scheme.lower() == "bearer" else None
    if person is None:
        raise AuthenticationError
    return viewer_for(person)
