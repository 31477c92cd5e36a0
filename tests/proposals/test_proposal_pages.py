"""Reading proposals before there is a programme: the team, and those who propose."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, ProposalWindow, Wish
from bigre.proposals.queries.proposals import proposals_visible_to
from tests.factories.editions import edition, equipment, participation, team_member
from tests.factories.people import (
    collective,
    cooperative,
    membership,
    occupation,
    person,
    person_who_shows,
    person_with_account,
    signed_in,
)
from tests.factories.programme import format_of, theme

pytestmark = pytest.mark.django_db
State = Proposal.State


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


def proposal(edition: Edition, title: str = "Lire un bilan", *leaders: Person, **fields: Any) -> Proposal:
    made = Proposal.objects.create(edition=edition, title=title, **{"duration_minutes": 90, **fields})
    for number, leader in enumerate(leaders):
        Facilitation.objects.create(proposal=made, person=leader, is_contact=number == 0)
    return made


def test_the_team_reads_all_but_drafts_and_strangers_only_their_own(week: Edition) -> None:
    alice, bob, chloe = person("Alice"), person("Bob"), person("Chloé")
    team_member(week, chloe, "press")
    sent, draft = proposal(week, "A", bob), proposal(week, "B", bob, state=State.DRAFT)
    hers = proposal(week, "C", chloe, state=State.DRAFT)
    proposal(edition("other"), "D", bob)
    assert list(proposals_visible_to(chloe, week)) == [sent, hers]
    assert list(proposals_visible_to(bob, week)) == [sent, draft]
    assert [list(proposals_visible_to(who, week)) for who in (alice, None)] == [[], []]


def test_the_public_is_asked_to_sign_in(client: Client, week: Edition) -> None:
    one = proposal(week)
    for path in ("", f"{one.uuid}/"):
        address = f"/editions/bigre-2022/proposals/{path}"
        assert client.get(address).headers["Location"] == f"/account/login/?next={address}"


def test_participants_and_the_network_read_what_is_submitted_and_no_draft(week: Edition) -> None:
    participation(alice := person_with_account("Alice"), week)
    membership(dina := person_with_account("Dina"), cooperative())
    stranger = person_with_account("Personne")
    one = proposal(week, "Lire un bilan", person("Bob"))
    proposal(week, "Brouillon", person("Bob"), state=State.DRAFT)
    proposal(week, "Retirée", person("Bob"), state=State.WITHDRAWN)
    for reader, seen in ((alice, [one]), (dina, [one]), (stranger, [])):
        assert list(proposals_visible_to(reader, week)) == seen
        page = signed_in(reader).get(f"/editions/bigre-2022/proposals/{one.uuid}/")
        assert page.status_code == (200 if seen else 404)


def test_a_proposal_of_another_edition_is_not_found_here(week: Edition) -> None:
    bob = person_with_account("Bob")
    one = proposal(edition("other"), "Ailleurs", bob)
    assert signed_in(bob).get(f"/editions/bigre-2022/proposals/{one.uuid}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Composter", "Nager"]),
        ("state=accepted", ["Nager"]),
        ("theme=ecology", ["Composter"]),
        ("state=accepted&theme=ecology", []),
        ("state=nonsense&theme=unknown", ["Composter", "Nager"]),
    ],
)
def test_the_team_filters_by_state_and_theme(week: Edition, query: str, titles: list[str]) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    proposal(week, "Composter").themes.add(theme(week, "Écologie", slug="ecology"))
    proposal(week, "Nager", state=State.ACCEPTED)
    page = signed_in(chloe).get(f"/editions/bigre-2022/proposals/?{query}").content.decode()
    assert [title for title in ("Composter", "Nager") if f">{title}</a>" in page] == titles


def test_a_proposal_shows_everything_that_was_told(week: Edition) -> None:
    bob = person_with_account("Bob")
    made = proposal(
        week,
        "Lire un bilan",
        bob,
        summary="Sans avoir peur.",
        text="On **annote** ensemble. <script>",
        format=format_of(week, "Arpentage"),
        ideal_size=12,
        max_size=20,
        languages=["nl", "en"],
    )
    made.themes.add(theme(week, "Gouvernance"))
    made.equipment.add(equipment("Paperboard"))
    morning = datetime(2022, 8, 23, 7, 30, tzinfo=UTC)
    ProposalWindow.objects.create(proposal=made, starts_at=morning, ends_at=morning.replace(hour=10))
    page = signed_in(bob).get(f"/editions/bigre-2022/proposals/{made.uuid}/").content.decode()
    words = [
        "Sans avoir peur.",
        "<strong>annote</strong>",
        "&lt;script&gt;",
        "Arpentage",
        "Gouvernance",
        "Paperboard",
        "idéalement 12",
        "au plus 20",
        "<dd>Nederlands, English</dd>",
        "mardi 23 août, 9:30 → mardi 23 août, 12:30",
        "Bob",
    ]
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_collective_is_said_to_be(week: Edition, invented: bool) -> None:
    bob = person_with_account("Bob")
    made = proposal(week, "Lire un bilan", bob, collective=collective(bob, name="Les Embruns", invented=invented))
    page = signed_in(bob).get(f"/editions/bigre-2022/proposals/{made.uuid}/").content.decode()
    assert ("Au nom du collectif Les Embruns." in page, "collectif inventé" in page) == (True, invented)


def test_the_team_sees_of_leaders_what_they_show(week: Edition) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = proposal(
        week, "Lire un bilan", person_who_shows(Audience.NOBODY, "Alice"), person_who_shows(Audience.EVERYONE, "Bob")
    )
    for path in ("", f"{made.uuid}/"):
        page = signed_in(chloe).get(f"/editions/bigre-2022/proposals/{path}").content.decode()
        assert ("Alice" in page, "Bob" in page, "ne se montre pas ici" in page) == (False, True, True)


def test_wishes_are_shown_to_nobody(week: Edition) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = proposal(week)
    Wish.objects.create(proposal=made, person=person_who_shows(Audience.EVERYONE, "Alice"), level=Wish.Level.LOVE)
    for path in ("", f"{made.uuid}/"):
        page = signed_in(chloe).get(f"/editions/bigre-2022/proposals/{path}").content.decode()
        assert ("Alice" in page, "J’y tiens" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    week: Edition, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    for number in range(count):
        bob = person_who_shows(Audience.EVERYONE, f"Bob {number}")
        membership(bob, cooperative(f"Les Pins {number}"))
        occupation(bob)
        made = proposal(week, f"Lire {number}", bob, format=format_of(week))
        made.themes.add(theme(week))
        made.equipment.add(equipment(f"Objet {number}"))
    client = signed_in(chloe)
    with django_assert_num_queries(20):
        client.get("/editions/bigre-2022/proposals/")
