"""The balance of a programme against what the team aims at."""

from html import unescape

import pytest

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Target
from bigre.proposals.queries.balance import balance_today
from bigre.proposals.rules.balance import Bar
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
TARGETS = "/editions/bigre-2022/proposals/board/targets/"


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def bars(week: Edition, kind: str) -> dict[str, tuple[int, int, int | None]]:
    found = next(one for one in balance_today(week) if one.kind == kind)
    return {bar.label: (bar.decided, bar.living, bar.target) for bar in found.bars}


def test_accepted_and_confirmed_count_and_the_living_beside_them(week: Edition) -> None:
    ecology, work = theme(week, "Écologie", slug="ecology"), theme(week, "Travail", slug="work")
    walk = format_of(week, "Marche", slug="walk")
    proposal(week, "A", themes=[ecology, work], format=walk, languages=["fr", "nl"], state=State.ACCEPTED)
    proposal(week, "B", themes=[ecology], state=State.CONFIRMED)
    proposal(week, "C", themes=[ecology], state=State.DISCUSSED)
    for state in (State.DRAFT, State.DECLINED, State.OPEN_SPACE, State.MERGED, State.WITHDRAWN):
        proposal(week, f"Ailleurs {state}", themes=[ecology], state=state)
    Target.objects.create(edition=week, kind="theme", key="work", count=4)
    assert bars(week, "theme") == {"Écologie": (2, 3, None), "Travail": (1, 1, 4)}
    assert bars(week, "format") == {"Marche": (1, 1, None)}
    assert bars(week, "language") == {"Français": (2, 3, None), "Nederlands": (1, 1, None), "English": (0, 0, None)}


def test_a_cooperative_counts_once_for_each_proposal_and_past_members_no_more(week: Edition) -> None:
    sea, past = cooperative("Mer"), cooperative("Passé")
    alice, bob = person("Alice"), person("Bob")
    membership(alice, sea)
    membership(bob, sea)
    membership(bob, past, since_on="2015-01-01", until_on="2020-01-01")
    proposal(week, "A", facilitators=[alice, bob])
    assert bars(week, "cooperative") == {"Mer": (1, 1, None)}


def test_those_who_lead_for_the_first_time_are_people_and_count_once(week: Edition) -> None:
    alice, bob = person("Alice"), person("Bob")
    participation(alice, week, first_time=True)
    participation(bob, week, first_time=False)
    proposal(week, "A", facilitators=[alice, bob])
    proposal(week, "B", facilitators=[alice])
    assert bars(week, "first_time") == {"Animent pour la première fois": (1, 1, None)}


def test_a_target_of_a_cooperative_that_nobody_comes_from_is_shown(week: Edition) -> None:
    cooperative("Absente")
    Target.objects.create(edition=week, kind="cooperative", key="absente", count=2)
    assert bars(week, "cooperative") == {"Absente": (0, 0, 2)}


def test_a_bar_tells_how_many_are_missing_and_its_mark_stays_inside() -> None:
    bar = Bar("x", "X", decided=1, living=2, target=4, most=4)
    assert (bar.missing, bar.decided_width, bar.living_width, bar.target_at) == (3, 25, 50, 98)
    assert Bar("x", "X", decided=5, living=5, target=None, most=5).missing == 0


def test_the_team_sets_its_targets_and_takes_them_away(week: Edition, chloe: Person) -> None:
    theme(week, "Écologie", slug="ecology")
    browser = signed_in(chloe)
    browser.post(TARGETS, {"theme-ecology": "6", "first_time-": "20"})
    assert set(Target.objects.values_list("kind", "key", "count")) == {("theme", "ecology", 6), ("first_time", "", 20)}
    browser.post(TARGETS, {"theme-ecology": "5"})
    assert list(Target.objects.values_list("kind", "key", "count")) == [("theme", "ecology", 5)]


def test_a_wrong_target_changes_nothing(week: Edition, chloe: Person) -> None:
    theme(week, "Écologie", slug="ecology")
    for wrong in ("0", "-1", "beaucoup", "1000"):
        assert signed_in(chloe).post(TARGETS, {"theme-ecology": wrong}).status_code == 422
    assert Target.objects.count() == 0


def test_the_balance_is_read_beside_the_board_in_words(week: Edition, chloe: Person) -> None:
    ecology = theme(week, "Écologie", slug="ecology")
    proposal(week, "A", themes=[ecology])
    Target.objects.create(edition=week, kind="theme", key="ecology", count=6)
    page = unescape(signed_in(chloe).get("/editions/bigre-2022/proposals/board/").content.decode())
    assert "1 sur 6" in page.split('id="balance"')[1]
