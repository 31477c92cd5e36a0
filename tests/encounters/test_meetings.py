"""Two people who said yes agree on a half hour that both have free, and say afterwards that they met."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from pytest_django import Settings

from bigre.core.models import OutgoingMail
from bigre.editions.models import Presence
from bigre.encounters.actions.meetings import (
    NoLongerFree,
    NotBothAgreed,
    NotOver,
    agree_to_meeting,
    cancel_meeting,
    propose_meeting,
    say_met,
)
from bigre.encounters.models import Encounter, Meeting
from bigre.encounters.queries.meetings import common_half_hours
from bigre.people.models import Person
from tests.factories.editions import MONDAY, edition, participation, protected_time, space, venue
from tests.factories.encounters import introduced, meeting, openness
from tests.factories.people import person_with_account, signed_in
from tests.factories.programme import activity, placement, version

pytestmark = pytest.mark.django_db
BEFORE = datetime(2022, 8, 20, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


class Two:
    """Alice and Bob, who said yes to each other, in a week of two days with a meal and a programme."""

    def __init__(self) -> None:
        self.week = edition(ends_on=TUESDAY)
        protected_time(self.week)
        self.alice, self.bob = person_with_account("Alice"), person_with_account("Bob")
        for one in (self.alice, self.bob):
            participation(one, self.week)
            openness(one)
        introduced(self.alice, self.bob, self.week, answer="yes", answer_back="yes")

    def at(self, minutes: int) -> datetime:
        """That many minutes after Tuesday's midnight."""
        return self.week.moment(TUESDAY, minutes)

    def propose(self, by: Person, minutes: int = 600) -> Meeting:
        other = self.bob if by == self.alice else self.alice
        return propose_meeting(
            edition=self.week,
            by=by,
            other=other,
            at=self.at(minutes),
            space=None,
            where="Au bar",
            moment=BEFORE,
            now=BEFORE,
        )

    def free(self) -> set[datetime]:
        return {one.begins for one in common_half_hours(self.alice, self.bob, self.week, BEFORE)}


@pytest.fixture
def two() -> Two:
    return Two()


def test_half_hours_avoid_meals_what_each_leads_and_keeps_and_when_one_is_away(two: Two) -> None:
    hall = space(venue())
    published = version(two.week)
    led = activity(two.week, "Mené par Bob", leaders=[two.bob])
    kept = activity(two.week, "Gardé par Alice")
    two.alice.favourites.create(activity=kept)
    placement(published, led, hall, TUESDAY, 570)
    placement(published, kept, hall, TUESDAY, 870)
    Presence.objects.create(
        participation=two.alice.participations.get(), starts_at=two.at(540), ends_at=two.at(20 * 60)
    )
    free = two.free()
    assert min(free) == two.at(540)
    busy = [(570, 570 + led.duration_minutes), (765, 870), (870, 870 + kept.duration_minutes)]
    for begins, ends in busy:
        assert not [one for one in free if two.at(begins) - timedelta(minutes=30) < one < two.at(ends)]
    assert max(free) == two.at(20 * 60 - 30)


def test_a_time_is_proposed_agreed_to_and_told_to_each_once(two: Two) -> None:
    proposed = two.propose(two.alice)
    agree_to_meeting(meeting=proposed, by=two.alice, now=BEFORE)
    assert proposed.agreed_at is None
    agree_to_meeting(meeting=proposed, by=two.bob, now=BEFORE)
    agree_to_meeting(meeting=proposed, by=two.bob, now=BEFORE)
    told = [(mail.to, mail.subject) for mail in OutgoingMail.objects.order_by("pk")]
    assert two.alice.account is not None
    assert two.bob.account is not None
    assert told == [
        (two.bob.account.email, "Alice te propose un moment"),
        (two.alice.account.email, "Rendez-vous pris avec Bob"),
    ]
    assert "mardi 23 août à 10:00, ici : Au bar" in OutgoingMail.objects.order_by("pk")[0].body


def test_another_proposal_takes_the_place_of_the_first(two: Two) -> None:
    first = two.propose(two.alice)
    second = two.propose(two.bob, 630 + 270)
    first.refresh_from_db()
    assert first.cancelled_at is not None
    assert list(Meeting.objects.filter(cancelled_at=None)) == [second]


def test_nobody_proposes_to_somebody_who_did_not_say_yes(two: Two) -> None:
    two.bob.introductions.update(answer="not_now")
    with pytest.raises(NotBothAgreed):
        two.propose(two.alice)
    assert not Meeting.objects.exists()
    assert signed_in(two.alice).get(f"/editions/bigre-2022/encounters/with/{two.bob.uuid}/").status_code == 404


def test_a_time_that_was_taken_meanwhile_is_refused_and_the_former_one_stays(two: Two) -> None:
    kept = two.propose(two.alice)
    with pytest.raises(NoLongerFree):
        two.propose(two.alice, 780)
    kept.refresh_from_db()
    assert kept.cancelled_at is None


def test_the_page_proposes_and_refuses_with_a_reason(two: Two, settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, MONDAY
    page = f"/editions/bigre-2022/encounters/with/{two.bob.uuid}/"
    browser = signed_in(two.alice)
    refused = browser.post(page, {"at": "2022-08-23T03:00:00+02:00"})
    assert refused.status_code == 422
    for words in ("Ce moment n’est plus libre pour vous deux", "Dis où vous vous retrouvez"):
        assert words in refused.text
    assert not Meeting.objects.exists()
    browser.post(page, {"at": two.at(600).isoformat(), "where": "Au portail"})
    made = Meeting.objects.get()
    assert (made.starts_at, made.where, made.proposed_by, made.agreed_at) == (
        two.at(600),
        "Au portail",
        two.alice,
        None,
    )
    assert "Oui, à ce moment-là" in signed_in(two.bob).get(page.replace(str(two.bob.uuid), str(two.alice.uuid))).text


def test_the_file_holds_the_meeting_for_the_two_alone(two: Two) -> None:
    made = meeting(two.alice, two.bob, two.week)
    address = f"/editions/bigre-2022/encounters/with/{two.bob.uuid}/meeting.ics"
    [event] = Calendar.from_ical(signed_in(two.alice).get(address).content).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"]), str(event["uid"]), str(event["status"])) == (
        "Rendez-vous avec Bob",
        "Au bar",
        f"{made.uuid}@bigre",
        "CONFIRMED",
    )
    assert event.decoded("dtstart") == datetime(2022, 8, 23, 16, tzinfo=UTC)
    stranger = person_with_account("Chloé")
    participation(stranger, two.week)
    assert signed_in(stranger).get(address).status_code == 404


def test_cancelled_it_frees_the_half_hour_and_tells_the_other(two: Two) -> None:
    made = meeting(two.alice, two.bob, two.week)
    assert two.at(18 * 60) not in two.free()
    cancel_meeting(meeting=made, by=two.bob, now=BEFORE)
    assert two.at(18 * 60) in two.free()
    assert [mail.subject for mail in OutgoingMail.objects.all()] == ["Rendez-vous annulé avec Bob"]


def test_the_ledger_notes_it_once_both_said_that_they_met(two: Two) -> None:
    made = meeting(two.alice, two.bob, two.week)
    with pytest.raises(NotOver):
        say_met(meeting=made, by=two.alice, moment=made.starts_at, now=BEFORE)
    assert say_met(meeting=made, by=two.alice, moment=made.ends_at, now=BEFORE) is False
    assert not Encounter.objects.exists()
    assert say_met(meeting=made, by=two.bob, moment=made.ends_at, now=BEFORE) is True
    say_met(meeting=made, by=two.bob, moment=made.ends_at, now=BEFORE)
    noted = Encounter.objects.get()
    assert (noted.first, noted.second, noted.source, noted.happened_at) == (
        two.alice,
        two.bob,
        "meeting",
        made.starts_at,
    )


def test_a_meeting_nobody_agreed_to_is_not_one_where_they_met(two: Two) -> None:
    made = meeting(two.alice, two.bob, two.week, agreed_at=None)
    with pytest.raises(NotOver):
        say_met(meeting=made, by=two.bob, moment=made.ends_at, now=BEFORE)
