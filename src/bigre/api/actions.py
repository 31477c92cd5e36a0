"""Keys of programs: made once, read by their digest."""

from datetime import datetime

from bigre.api.models import ApiToken
from bigre.core.models import new_secret, secret_digest
from bigre.people.models import Person


def create_token(*, person: Person, name: str) -> tuple[ApiToken, str]:
    """A new key of the person, and its secret, which exists nowhere else: whoever loses it makes another."""
    secret = new_secret()
    return ApiToken.objects.create(person=person, name=name, digest=secret_digest(secret)), secret


def person_behind(secret: str, *, now: datetime) -> Person | None:
    """Whose program shows this secret, noting that it was used; None when no living key of an open account has it."""
    living = ApiToken.objects.filter(revoked_at=None).exclude(person__account__is_active=False)
    token = living.filter(digest=secret_digest(secret)).select_related("person").first()
    if token is None:
        return None
    # Written once a minute at most: reading must stay cheap.
    if token.used_at is None or (now - token.used_at).total_seconds() > 60:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token.person
