"""People, cooperatives and what belongs to them, made for tests.

The cast: Alice comes for the first time, Bob leads activities, Chloé is in the programme team.
"""

from typing import Any

from django.test import Client
from django.utils.text import slugify

from bigre.core.models import Audience
from bigre.people.models import Account, Collective, Cooperative, Membership, Occupation, Person, Place, Sector, Trade

PARTS = ("name", "about", "cooperative", "occupations", "place", "contact")


def account(email: str = "alice@example.org", **fields: Any) -> Account:
    """An account that signs in with this address."""
    return Account.objects.create_user(email, **fields)


def person(name: str = "Alice", **fields: Any) -> Person:
    """A person without a login, who shows their profile to those of the same edition."""
    return Person.objects.create(name=name, **fields)


def person_who_shows(audience: Audience, name: str = "Alice", **fields: Any) -> Person:
    """A person who shows every part of their profile to this audience."""
    return person(name, **{f"{part}_audience": audience for part in PARTS}, **fields)


def person_with_account(name: str = "Alice", email: str = "", **fields: Any) -> Person:
    """A person who can sign in; their address is their name's at example.org unless given."""
    return person(name, account=account(email or f"{slugify(name)}@example.org"), **fields)


def place(name: str = "Sète", **fields: Any) -> Place:
    """A town, on the coast of the Mediterranean unless said otherwise."""
    defaults = {"code": slugify(name), "country": "FR", "latitude": 43.4028, "longitude": 3.6928}
    return Place.objects.create(name=name, **{**defaults, **fields})


def cooperative(name: str = "Coopérative des Pins", **fields: Any) -> Cooperative:
    """A cooperative; its slug comes from its name."""
    defaults: dict[str, Any] = {"slug": slugify(name), "kind": Cooperative.Kind.CAE}
    return Cooperative.objects.create(name=name, **{**defaults, **fields})


def membership(of: Person, to: Cooperative, **fields: Any) -> Membership:
    """A person's belonging to a cooperative, today."""
    return Membership.objects.create(person=of, cooperative=to, **fields)


def occupation(of: Person, title: str = "Jardins de dunes", **fields: Any) -> Occupation:
    """Something that a person does."""
    return Occupation.objects.create(person=of, title=title, **fields)


def trade(label: str = "Paysage", **fields: Any) -> Trade:
    """A trade of the curated list."""
    return Trade.objects.create(**{"code": slugify(label), "label_fr": label, **fields})


def sector(label: str = "Agriculture", **fields: Any) -> Sector:
    """A sector of the curated list."""
    return Sector.objects.create(**{"code": slugify(label), "label_fr": label, **fields})


def collective(*members: Person, name: str = "Les Embruns", **fields: Any) -> Collective:
    """A collective of these people."""
    made = Collective.objects.create(**{"slug": slugify(name), "name": name, **fields})
    made.members.set(members)
    return made


def signed_in(one: Person) -> Client:
    """A browser in which this person, who has an account, is signed in."""
    assert one.account is not None
    client = Client()
    client.force_login(one.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
