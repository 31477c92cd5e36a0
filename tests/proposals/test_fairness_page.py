"""What everybody reads of how proposals are treated: numbers, told decisions only, and nobody's name."""

import re
from datetime import UTC, datetime
from random import Random

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition
from bigre.people.models import Cooperative, Person
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.queries.fairness import fairness_of
from bigre.proposals.rules.fairness import DECLINED, KEPT, MERGED, OPEN_SPACE, WAITING, Counted, shares
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import call, proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
HERE = "/editions/bigre-2022/proposals/fairness/"
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


def of(name: str, coop: Cooperative) -> Person:
    made = person(name)
    membership(made, coop)
    return made


def moved(one: Proposal, target: str, *, told: bool = True, category: str = "") -> Transition:
    """The proposal goes there, and those who lead it know or don't."""
    source, one.state = one.state, target
    one.save()
    return Transition.objects.create(
        proposal=one,
        source=source,
        target=target,
        category=category,
        reason="Raison secrète",
        made_at=NOW,
        announced_at=NOW if told else None,
    )


def numbers(page: str) -> dict[str, str]:
    """Each row of the page by its name."""
    rows = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', page)
    return {name: " | ".join(re.findall(r'class="number">([^<]+)<', cells)) for name, cells in rows}


def test_it_is_not_found_until_the_call_is_announced_then_everybody_reads_it(client: Client, week: Edition) -> None:
    made = call(week, announced_at=None)
    team_member(week, chloe := person_with_account("Chloé"))
    assert [client.get(HERE).status_code, signed_in(chloe).get(HERE).status_code] == [404, 404]
    made.announced_at = NOW
    made.save()
    assert client.get(HERE).status_code == 200
    for page in ("/editions/bigre-2022/", "/editions/bigre-2022/proposals/call/"):
        assert HERE in client.get(page).content.decode()


def test_an_edition_without_proposals_says_what_comes(client: Client, week: Edition) -> None:
    call(week)
    assert "Les nombres paraîtront ici" in client.get(HERE).content.decode()


def test_what_became_of_proposals_and_why(client: Client, week: Edition) -> None:
    call(week)
    for state, category in (
        ("accepted", ""),
        ("confirmed", ""),
        ("discussed", ""),
        ("declined", "no_room"),
        ("declined", "off_thread"),
        ("declined", "no_room"),
        ("open_space", "not_ready"),
        ("merged", ""),
    ):
        moved(proposal(week, state=State.SUBMITTED), state, category=category)
    for hidden in (State.DRAFT, State.WITHDRAWN):
        proposal(week, state=hidden)
    found = fairness_of(week)
    assert {row.key: row.count for row in found.outcomes} == {
        KEPT: 2,
        WAITING: 1,
        OPEN_SPACE: 1,
        DECLINED: 3,
        MERGED: 1,
    }
    assert [[(row.key, row.count) for row in rows] for _title, rows in found.reasons] == [
        [("not_ready", 1)],
        [("no_room", 2), ("off_thread", 1)],
    ]
    page = client.get(HERE).content.decode()
    assert (found.total, numbers(page)["Plus de place dans la grille"]) == (7, "2")


def test_a_decision_that_its_authors_do_not_know_yet_has_not_happened(week: Edition) -> None:
    moved(proposal(week, state=State.SUBMITTED), "declined", told=False, category="no_room")
    moved(proposal(week, state=State.SUBMITTED), "accepted", told=False)
    once_kept = proposal(week, state=State.SUBMITTED)
    moved(once_kept, "accepted")
    moved(once_kept, "declined", told=False, category="no_room")
    found = fairness_of(week)
    assert {row.key: row.count for row in found.outcomes if row.count} == {WAITING: 2, KEPT: 1}
    assert found.reasons == ()


def test_a_cooperative_reads_its_part_of_what_is_kept_beside_its_part_of_what_is_proposed(
    client: Client, week: Edition
) -> None:
    call(week)
    pines, dunes = cooperative("Les Pins"), cooperative("Les Dunes")
    for number in range(6):
        moved(
            proposal(week, facilitators=[of(f"P{number}", pines)], state=State.SUBMITTED),
            "accepted" if number < 1 else "discussed",
        )
    for number in range(4):
        moved(proposal(week, facilitators=[of(f"D{number}", dunes)], state=State.SUBMITTED), "accepted")
    rows = numbers(client.get(HERE).content.decode())
    assert (rows["Les Pins"], rows["Les Dunes"]) == ("6 · 60 % | 1 · 20 %", "4 · 40 % | 4 · 80 %")


def test_no_small_cooperative_stands_alone_and_nobody_is_named(client: Client, week: Edition) -> None:
    call(week)
    big, middle, tiny = cooperative("Les Pins"), cooperative("Les Dunes"), cooperative("L’Embrun")
    bob = of("Bob Secret", tiny)
    participation(bob, week, first_time=True)
    moved(proposal(week, "Titre Secret", facilitators=[bob], state=State.SUBMITTED), "declined", category="other")
    for coop, count in ((big, 5), (middle, 3)):
        for number in range(count):
            proposal(week, "Titre Secret", facilitators=[of(f"{coop.slug} Secret {number}", coop)])
    page = client.get(HERE).content.decode()
    # With one proposal the others alone would be L’Embrun: Les Dunes joins them.
    assert [name for name in ("Les Pins", "Les Dunes", "L’Embrun") if name in page] == ["Les Pins"]
    assert numbers(page)["Autres, ensemble"].startswith("4 ·")
    assert ("ecret" in page, "moins de 3<" in page) == (False, True)


def test_every_cooperative_shown_alone_has_three_proposals_and_so_have_the_others() -> None:
    for seed in range(200):
        chance = Random(seed)
        led_by = [chance.sample("abcde", chance.choice((1, 1, 2))) for _ in range(chance.randint(3, 20))]
        rows = shares([led(n, slugs) for n, slugs in enumerate(led_by)], {slug: slug for slug in "abcde"}, "others")
        assert [row for row in rows if row.proposed < 3] == [], led_by


def led(number: int, slugs: list[str]) -> Counted:
    """A proposal that these cooperatives lead."""
    return Counted(number, frozenset(("cooperative", slug) for slug in slugs), WAITING, "", by_newcomers=False)


def test_themes_formats_languages_and_first_timers_are_counted(client: Client, week: Edition) -> None:
    call(week)
    ecology, walk = theme(week, "Écologie"), format_of(week, "Marche")
    for number in range(3):
        newcomer = person(f"N{number}")
        participation(newcomer, week, first_time=True)
        proposal(week, facilitators=[newcomer], themes=[ecology], format=walk, languages=["fr", "nl"])
    page = client.get(HERE).content.decode()
    rows = numbers(page)
    assert [rows[name] for name in ("Écologie", "Marche", "Nederlands", "English")] == ["3", "3", "3", "0"]
    assert fairness_of(week).newcomers == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client: Client, week: Edition, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call(week)
    for number in range(count):
        one = proposal(
            week,
            facilitators=[of(f"P{number}", cooperative(f"C{number}"))],
            themes=[theme(week)],
            state=State.SUBMITTED,
        )
        moved(one, "accepted")
    with django_assert_num_queries(15):
        client.get(HERE)
