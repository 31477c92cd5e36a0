"""Writes the people of the demo, with what they belong to and what they do."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from bigre.people.models import Account, Cooperative, Membership, Occupation, Person, Sector, Trade

from .cast import Participant


def create_people(people: list[Participant], cooperatives: dict[str, Cooperative], now: datetime) -> None:
    """Write the people with their accounts (no password: a code by e-mail), memberships and occupations."""
    accounts = [Account(email=one.email, password=make_password(None), joined_at=now) for one in people]
    Account.objects.bulk_create(accounts)
    for one, account in zip(people, accounts, strict=True):
        one.person.account = account
    Person.objects.bulk_create([one.person for one in people])
    Membership.objects.bulk_create(
        [
            Membership(
                person=one.person,
                cooperative=cooperatives[one.cooperative],
                status=one.status,
                since_on=one.since,
            )
            for one in people
        ]
    )
    trades, sectors = Trade.objects.in_bulk(field_name="code"), Sector.objects.in_bulk(field_name="code")
    Occupation.objects.bulk_create(
        [
            Occupation(
                person=one.person,
                title=row["title"],
                trade=trades[row["trade"]],
                sector=sectors[row["sector"]],
                territory=one.person.place,
                way=row["way"],
            )
            for one in people
            for row in one.occupations
        ]
    )
