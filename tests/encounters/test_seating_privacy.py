"""What planners read of tables never tells whom somebody avoids, knows, met or was introduced to."""

import re
import zlib
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.exchange.seating_sheets import place_cards, table_lists
from bigre.encounters.models import SeatingPlan
from bigre.encounters.queries.seating_hall import cards_of, round_drawn
from bigre.encounters.queries.seating_people import guests_of
from bigre.people.models import Person
from tests.factories.editions import MONDAY, participation, team_member
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in
from tests.factories.seating_plans import (
    avoids,
    crowd,
    guests,
    introduced,
    knows,
    met,
    plan,
    run,
    seated,
    sit,
    speed_meeting,
    volunteer,
)

pytestmark = pytest.mark.django_db
ROOT = "/editions/bigre-2022/encounters/seating/"
HIDDEN = "Zoé Secrète"


@pytest.fixture
def chloe(week: Edition) -> Client:
    who = person_with_account("Chloé")
    team_member(week, who)
    return signed_in(who)


def answers(client: Client, made: SeatingPlan, who: Person) -> dict[str, bytes]:
    """Everything that the plan answers to a planner, without what is new each time."""
    base, round_ = f"{ROOT}{made.uuid}/", made.rounds.earliest("starts_at")
    addresses = [
        ROOT,
        base,
        f"{base}constraints/",
        f"{base}rounds/{round_.pk}/",
        f"{base}rounds/{round_.pk}/people/{who.uuid}/",
        f"{base}cards.pdf",
        f"{base}tables.pdf",
        *(f"{base}runs/{one.pk}/" for one in made.runs.all()),
    ]
    cache.clear()
    return {address: bare(client.get(address).content) for address in addresses}


def bare(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)


def test_every_answer_is_the_same_whatever_people_said_in_secret(chloe: Client, week: Edition) -> None:
    alice, bob, *others = guests(week, "Alice", "Bob", "Dina", "Elias", "Farid", "Gilda")
    made = plan(week, (3, 3, 2), (MONDAY, MONDAY + timedelta(days=1)))
    for one in made.rounds.all():
        sit(one, 1, alice, bob)
        sit(one, 2, *others[:3])
    run(made, state="done", new_pairs=4, across_pairs=4, bound=12)
    before = answers(chloe, made, alice)
    avoids(alice, bob)
    avoids(others[0], alice)
    knows(bob, others[1])
    introduced(week, alice, others[2])
    met(week, bob, others[2])
    assert answers(chloe, made, alice) == before


def test_a_move_answers_the_same_whatever_people_said_in_secret(chloe: Client, week: Edition) -> None:
    alice, bob, dina, elias = guests(week, "Alice", "Bob", "Dina", "Elias")
    made = plan(week, (3, 3))
    round_ = made.rounds.get()
    sit(round_, 1, alice, dina)
    sit(round_, 2, bob, elias)

    def move(who: Person, number: int) -> Any:
        where = f"{ROOT}{made.uuid}/rounds/{round_.pk}/people/{who.uuid}/"
        return chloe.post(where, {"table": made.tables.get(number=number).pk}, headers={"X-Seating": "1"}).json()

    there, back = move(alice, 2), move(alice, 1)
    avoids(alice, bob)
    knows(alice, bob)
    met(week, alice, elias)
    for found, expected in ((move(alice, 2), there), (move(alice, 1), back)):
        assert found["said"] == expected["said"]
        assert bare(found["html"].encode()) == bare(expected["html"].encode())


def test_a_run_tells_the_same_numbers_whatever_people_said_in_secret(week: Edition) -> None:
    """Everybody is pinned but nobody's pair is counted differently for having met: the numbers are those of seats."""
    alice, bob, dina, elias = guests(week, "Alice", "Bob", "Dina", "Elias")
    made = plan(week, (2, 2))
    sit(made.rounds.get(), 1, alice, bob, pinned=True)
    sit(made.rounds.get(), 2, dina, elias, pinned=True)
    plain = seated(made)
    avoids(alice, bob)
    knows(dina, elias)
    met(week, alice, bob)
    told = seated(made)
    assert (told.state, told.failure, told.new_pairs, told.across_pairs, told.bound) == (
        plain.state,
        plain.failure,
        plain.new_pairs,
        plain.across_pairs,
        plain.bound,
    )
    assert told.new_pairs == 2


def test_a_name_that_is_hidden_is_on_no_page_and_on_no_sheet(chloe: Client, week: Edition) -> None:
    zoe = person(HIDDEN, name_audience=Audience.NOBODY)
    participation(zoe, week)
    (alice,) = guests(week, "Alice")
    made = plan(week)
    sit(made.rounds.get(), 1, alice, zoe, pinned=True)
    told = answers(chloe, made, zoe)
    assert [address for address, content in told.items() if HIDDEN.encode() in content] == []
    assert "Une personne 1" in told[f"{ROOT}{made.uuid}/constraints/"].decode()
    everybody, rounds = guests_of(week), list(made.rounds.all())
    cards = place_cards(made, rounds, cards_of(rounds, everybody))
    lists = table_lists(made, [round_drawn(one, made, everybody) for one in rounds])
    assert [card["name"] for card in cards["cards"]] == ["Alice", ""]
    assert HIDDEN not in str((cards, lists))


def test_a_cooperative_that_is_hidden_is_counted_and_printed_nowhere(chloe: Client, week: Edition) -> None:
    dunes = cooperative("Coopérative des Dunes")
    for number in range(6):
        who = person(f"Membre {number}", cooperative_audience=Audience.NOBODY)
        participation(who, week)
        membership(who, dunes)
    made = plan(week, (8,))
    sit(made.rounds.get(), 1, *Person.objects.filter(name__startswith="Membre"))
    told = answers(chloe, made, Person.objects.get(name="Membre 1"))
    assert [address for address, content in told.items() if "Dunes" in content.decode(errors="ignore")] == []


def test_the_sheets_are_tagged_in_the_language_of_the_reader(chloe: Client, week: Edition) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week, kind=SeatingPlan.Kind.GROUPS)
    sit(made.rounds.get(), 1, alice, bob)
    for name, language in (("cards", "nl"), ("tables", "en")):
        response = chloe.get(
            f"{ROOT}{made.uuid}/{name}.pdf?round={made.rounds.get().pk}", HTTP_ACCEPT_LANGUAGE=language
        )
        pdf = unfolded(response.content)
        assert response["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in pdf
        assert f"/Lang({language})".encode() in pdf.replace(b"/Lang (", b"/Lang(")


def unfolded(pdf: bytes) -> bytes:
    """The document with its compressed parts readable."""
    found = [pdf]
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            continue
    return b"".join(found)


def test_sizes_of_groups_are_the_same_whomever_people_avoid(week: Edition) -> None:
    """Thirteen people in fours, four of whom planners put where they are."""
    made = speed_meeting(week, groups=4, rounds=1)
    people, round_ = crowd(week, 13), made.rounds.get()
    volunteer(made, *people)
    sit(round_, 1, *people[:2], pinned=True)
    sit(round_, 2, *people[2:4], pinned=True)

    def sizes() -> list[int]:
        assert seated(made).state == "done"
        counts = Counter(round_.seats.values_list("table__number", flat=True))
        return [counts[number] for number in sorted(counts)]

    before = sizes()
    assert sorted(before) == [3, 3, 3, 4]
    avoids(people[2], people[3])
    assert sizes() == before
    avoids(people[0], people[1])
    assert sizes() == before
