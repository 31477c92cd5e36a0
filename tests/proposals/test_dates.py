"""When the dates of an edition change, those who lead living proposals are asked again when they can be there."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from bigre.core.models import OutgoingMail
from bigre.editions.actions import StopOutside
from bigre.editions.models import Edition, Stop
from bigre.people.models import Person
from bigre.proposals.actions.dates import change_dates_and_ask
from bigre.proposals.models import Proposal, ProposalWindow
from tests.factories.editions import edition, stop, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)
DATES = "/editions/bigre-2022/proposals/dates/"
LATER = {"starts_on": "2022-08-29", "ends_on": "2022-09-02"}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def window(of: Proposal, day: date) -> ProposalWindow:
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return ProposalWindow.objects.create(proposal=of, starts_at=start, ends_at=start + timedelta(hours=3))


def moved(week: Edition, days: int = 7) -> int:
    shift = timedelta(days=days)
    return change_dates_and_ask(edition=week, starts_on=week.starts_on + shift, ends_on=week.ends_on + shift, now=NOW)


def asked() -> dict[str, bool]:
    return {one.title: one.availability_asked_at == NOW for one in Proposal.objects.all()}


def test_each_person_of_a_living_proposal_gets_one_mail_and_the_others_none(week: Edition) -> None:
    alice, bob = person_with_account("Alice"), person_with_account("Bob")
    proposal(week, "A", facilitators=[alice, person("Sans compte")], state=State.SUBMITTED)
    proposal(week, "B", facilitators=[alice], state=State.CONFIRMED)
    proposal(week, "C", facilitators=[bob], state=State.DECLINED)
    proposal(week, "D", facilitators=[bob], state=State.DRAFT)
    assert moved(week) == 1
    found = OutgoingMail.objects.get()
    assert (found.to, "« A »" in found.body, "« B »" in found.body) == ("alice@example.org", True, True)
    assert "du lundi 29 août 2022 au vendredi 2 septembre 2022" in found.body
    assert asked() == {"A": True, "B": True, "C": False, "D": False}


def test_two_changes_ask_twice_and_no_change_asks_nobody(week: Edition) -> None:
    proposal(week, facilitators=[person_with_account("Alice")])
    assert moved(week, days=0) == 0
    assert OutgoingMail.objects.count() == 0
    moved(week)
    change_dates_and_ask(
        edition=week, starts_on=week.starts_on, ends_on=week.starts_on, now=NOW + timedelta(microseconds=1)
    )
    assert OutgoingMail.objects.count() == 2


def test_windows_are_kept_and_those_outside_are_flagged(week: Edition, chloe: Person) -> None:
    bob = person_with_account("Bob")
    one = proposal(week, facilitators=[bob])
    before, after = window(one, date(2022, 8, 23)), window(one, date(2022, 8, 30))
    moved(week)
    assert list(one.windows.order_by("pk")) == [before, after]
    page = unescape(signed_in(bob).get(f"/editions/bigre-2022/proposals/{one.uuid}/").content.decode())
    assert page.count("hors des dates de l’édition") == 1


def test_the_only_stop_lasts_as_long_as_the_edition(week: Edition) -> None:
    stop(week)
    moved(week)
    assert Stop.objects.values_list("starts_on", "ends_on").get() == (week.starts_on, week.ends_on)


def test_the_stops_of_a_caravane_move_along_and_must_fit(week: Edition) -> None:
    stop(week, "Lyon", ends_on=date(2022, 8, 23))
    stop(week, "Bruxelles", starts_on=date(2022, 8, 24))
    moved(week)
    dates = dict(Stop.objects.values_list("name", "starts_on"))
    assert dates == {"Lyon": date(2022, 8, 29), "Bruxelles": date(2022, 8, 31)}
    with pytest.raises(StopOutside):
        change_dates_and_ask(edition=week, starts_on=week.starts_on, ends_on=week.starts_on, now=NOW)
    week.refresh_from_db()
    assert (week.ends_on, dict(Stop.objects.values_list("name", "starts_on"))) == (date(2022, 9, 2), dates)


def test_a_planner_reads_how_many_are_asked_before_anything_changes(week: Edition, chloe: Person) -> None:
    one = proposal(week, facilitators=[person_with_account("Alice"), person_with_account("Bob")])
    window(one, date(2022, 8, 23))
    browser = signed_in(chloe)
    page = unescape(browser.post(DATES, LATER).content.decode())
    words = ("2 personnes recevront un message.", "1 proposition attendra", "1 disponibilité déjà dite tombe hors")
    assert [word for word in words if word not in page] == []
    week.refresh_from_db()
    assert (week.starts_on, OutgoingMail.objects.count()) == (date(2022, 8, 22), 0)
    browser.post(DATES, {**LATER, "confirmed": "yes"})
    week.refresh_from_db()
    assert (week.starts_on, week.ends_on) == (date(2022, 8, 29), date(2022, 9, 2))
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ends_on": "2022-08-28"}, "ne peut pas venir avant le premier"),
        ({"ends_on": "2023-08-30"}, "Une édition dure 60 jours au plus"),
        ({"starts_on": "2022-08-22", "ends_on": "2022-08-26"}, "Ce sont déjà les dates"),
        ({"starts_on": "bientôt"}, "Premier jour"),
    ],
)
def test_dates_that_make_no_sense_change_nothing(
    week: Edition, chloe: Person, given: dict[str, Any], words: str
) -> None:
    answer = signed_in(chloe).post(DATES, {**LATER, **given, "confirmed": "yes"})
    week.refresh_from_db()
    assert (answer.status_code, words in unescape(answer.content.decode())) == (422, True)
    assert week.starts_on == date(2022, 8, 22)
