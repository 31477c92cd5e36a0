"""A planner's browser on the pages of tables, and what it reads there."""

import re
from typing import Any

from django.test import Client

from bigre.editions.models import Edition
from tests.factories.editions import edition, protected_time, team_member
from tests.factories.people import person_with_account, signed_in

ROOT = "/editions/bigre-2022/encounters/seating/"
FRENCH = {"Accept-Language": "fr"}


def week_with_meals() -> Edition:
    """An edition that eats at noon and in the evening."""
    made = edition()
    protected_time(made)
    protected_time(made, "Dîner", 19 * 60, 21 * 60)
    return made


def planner_of(week: Edition) -> Client:
    """The browser of somebody of the programme team."""
    who = person_with_account("Chloé")
    team_member(week, who)
    return signed_in(who)


def text(client: Client, address: str, **data: Any) -> str:
    """The words of a page, or of what it answers to these fields."""
    response = client.post(address, data, headers=FRENCH) if data else client.get(address, headers=FRENCH)
    assert response.status_code in {200, 422}
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
