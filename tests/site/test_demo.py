"""The demo edition as it is loaded: complete, marked as invented, the same every time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.db.models import QuerySet
from pytest_django.plugin import DjangoDbBlocker

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition, Participation, Presence, Stop
from bigre.editions.queries import viewer_for
from bigre.encounters.models import Cooperation, Encounter, SeatingPlan
from bigre.encounters.queries.seating_told import untold_of
from bigre.encounters.queries.shared_tasks import tasks_to_answer
from bigre.people.models import Account, Collective, Cooperative, Membership, Occupation, Person
from bigre.programme.models import Pin, TimetableVersion
from bigre.programme.planning import prepared
from bigre.proposals.models import Facilitation, Proposal, Wish
from bigre.site.demo import load_demo, personas
from bigre.site.demo.ledger import share_tasks

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Edition]:
    """The demo, loaded once for all tests here and undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(now=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def edition(loaded: Edition, db: None) -> Edition:
    return loaded


def confirmed(edition: Edition) -> QuerySet[Proposal]:
    return edition.proposals.filter(state=Proposal.State.CONFIRMED)


def test_the_edition_is_as_large_as_the_real_one(edition: Edition) -> None:
    assert edition.participations.count() == Person.objects.count() == Account.objects.count() == 250
    assert Cooperative.objects.count() == edition.cooperatives.distinct().count() == 30
    assert confirmed(edition).count() == edition.activities.count() == 106
    assert confirmed(edition).values("facilitations__person").distinct().count() == 92
    assert Edition.objects.filter(life=Edition.Life.ARCHIVED).count() == 7


def test_the_week_is_the_published_one(edition: Edition) -> None:
    assert (edition.number, edition.starts_on, edition.ends_on) == (8, date(2022, 8, 22), date(2022, 8, 26))
    assert (edition.opens_minutes, edition.closes_minutes, edition.time_zone) == (420, 1440, "Europe/Paris")
    stop = edition.stops.get()
    assert stop.place is not None
    assert stop.venue is not None
    assert (stop.place.name, stop.venue.name) == ("Sète", "Le Lazaret")


def test_organisers_and_guests_have_their_roles(edition: Edition) -> None:
    roles = Counter(edition.involvements.values_list("role", flat=True))
    assert roles == {"founder": 6, "organiser": 4, "guest": 2, "member": 22}
    organisers = edition.involvements.filter(role="organiser").values_list("cooperative__slug", flat=True)
    assert set(organisers) == {"coopaname", "oxalis", "smart-france", "smart-belgique"}


def test_the_caravane_stopped_in_three_cities(edition: Edition) -> None:
    stops = Stop.objects.filter(edition__slug="bigre-2020").order_by("starts_on")
    assert [stop.name for stop in stops] == ["Lyon", "Paris", "Bruxelles"]
    assert not Edition.objects.filter(life=Edition.Life.ARCHIVED, assumed=False).exists()


def test_nearly_half_of_the_people_come_for_the_first_time(edition: Edition) -> None:
    assert edition.participations.filter(first_time=True).count() == 112
    come_back = Participation.objects.filter(edition__starts_on__lt=edition.starts_on)
    assert not come_back.filter(person__participations__in=edition.participations.filter(first_time=True)).exists()


def test_everybody_is_invented_and_has_an_address_of_the_reserved_domain(edition: Edition) -> None:
    assert not Person.objects.filter(invented=False).exists()
    assert not Collective.objects.filter(invented=False).exists()
    assert not Account.objects.exclude(email__endswith="@example.org").exists()
    assert not Person.objects.exclude(contact__endswith="@example.org").exists()
    assert Person.objects.values("name").distinct().count() == 250


def test_every_activity_says_what_of_it_is_invented(edition: Edition) -> None:
    endings = Counter(text.rpartition("\n\n")[2] for text in edition.activities.values_list("text", flat=True))
    assert endings == {
        "*Activité inventée pour la démonstration.*": 85,
        "*Activiteit verzonnen voor de demonstratie.*": 4,
        "*Activity invented for the demo.*": 3,
        "*Le sujet de cette activité est publié\u00a0; sa présentation est inventée pour la démonstration.*": 11,
        "*The subject of this activity is published; its description is invented for the demo.*": 3,
    }


def test_no_account_has_a_password(edition: Edition) -> None:
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_everybody_belongs_to_a_cooperative_and_does_one_to_three_things(edition: Edition) -> None:
    assert Membership.objects.values("person").distinct().count() == 250
    each = Counter(Occupation.objects.values_list("person_id", flat=True))
    assert len(each) == 250
    assert set(each.values()) == {1, 2, 3}


def test_facilitators_show_their_name_and_most_others_do_not(edition: Edition) -> None:
    leading = Person.objects.filter(facilitations__proposal__in=confirmed(edition)).distinct()
    assert not leading.exclude(name_audience=Audience.EVERYONE).exists()
    assert Person.objects.filter(name_audience=Audience.EVERYONE).count() < 130


def test_facilitators_speak_a_language_of_what_they_lead(edition: Edition) -> None:
    silent = [
        str(one)
        for one in Facilitation.objects.select_related("proposal", "person")
        if set(one.proposal.languages).isdisjoint(one.person.languages)
    ]
    assert silent == []


def test_every_proposal_has_its_facilitators_and_one_contact(edition: Edition) -> None:
    assert confirmed(edition).filter(facilitations__is_contact=True).distinct().count() == 106
    assert Facilitation.objects.filter(proposal__in=confirmed(edition)).count() == 187
    # Nobody leads what would come of a merge before all have agreed to it.
    waiting = Proposal.objects.filter(merge__done_at=None, merge__isnull=False)
    assert list(Proposal.objects.exclude(facilitations__is_contact=True)) == list(waiting)


def test_a_guest_answers_for_the_workshops_that_it_brings(edition: Edition) -> None:
    contacts = Facilitation.objects.filter(is_contact=True)
    for slug, start in (
        ("cecop", "Digitalisation"),
        ("cecop", "Skills in platform"),
        ("crealead", "Structurer les coop"),
    ):
        contact = contacts.get(proposal__title__startswith=start)
        assert contact.person.memberships.get().cooperative.slug == slug


def test_the_radio_is_held_from_tuesday_to_thursday_at_half_past_five(edition: Edition) -> None:
    held = Pin.objects.filter(activity__format__slug="radio").order_by("starts_at").select_related("space")
    times = [f"{pin.starts_at.astimezone(edition.zone):%A %H:%M}" for pin in held if pin.starts_at]
    assert times == ["Tuesday 17:30", "Wednesday 17:30", "Thursday 17:30"]
    assert {pin.space.slug for pin in held if pin.space} == {"amphitheatre"}


def test_people_wish_about_twelve_things_that_they_understand_and_do_not_lead(edition: Edition) -> None:
    each = Counter(Wish.objects.filter(proposal__edition=edition).values_list("person_id", flat=True))
    assert len(each) == 250
    assert 8 <= min(each.values()) <= max(each.values()) <= 16
    assert 11 <= sum(each.values()) / 250 <= 13
    led = set(Facilitation.objects.values_list("person_id", "proposal_id"))
    assert led.isdisjoint(Wish.objects.values_list("person_id", "proposal_id"))
    assert not Wish.objects.filter(level=Wish.Level.REQUIRED).exists()


def test_every_proposal_is_wished_by_somebody(edition: Edition) -> None:
    assert not confirmed(edition).filter(wishes__isnull=True).exists()


def test_some_arrive_late_or_leave_early_and_those_bound_to_a_time_do_not(edition: Edition) -> None:
    assert 25 <= Presence.objects.count() <= 75
    tied = Presence.objects.filter(participation__person__leads__activity__pin__starts_at__isnull=False)
    assert not tied.exists()


def test_the_edition_can_be_planned_and_has_no_timetable_yet(edition: Edition) -> None:
    _rows, _clock, problem = prepared(edition)
    assert (len(problem.activities), len(problem.spaces)) == (106, 15)
    assert not TimetableVersion.objects.exists()


def test_personas_can_sign_in_and_hold_their_roles(edition: Edition) -> None:
    roles = {
        persona.key: list(edition.team.filter(person__account__email=persona.email).values_list("role", flat=True))
        for persona in personas()
    }
    assert Account.objects.filter(email__in=[persona.email for persona in personas()]).count() == 9
    assert roles == {
        "first-timer": [],
        "facilitator": [],
        "programme-team": ["programme"],
        "care-referent": ["care"],
        "treasurer": ["treasurer"],
        "hosting": ["hosting"],
        "radio-team": ["radio"],
        "press-officer": ["press"],
        "flemish-facilitator": [],
    }


def test_cooperations_were_born_all_along_and_the_network_sees_them(edition: Edition) -> None:
    found = Cooperation.objects.all()
    assert not found.filter(invented=False).exists()
    assert set(found.values_list("audience", flat=True)) == {Audience.NETWORK, Audience.EVERYONE}
    years = [day.year for day in found.values_list("begun_on", flat=True)]
    assert set(years) == set(range(2015, 2023))
    assert set(found.values_list("state", flat=True)) == set(Cooperation.State.values)
    for one in found.prefetch_related("members", "cooperatives", "entries"):
        states = [entry.state for entry in one.entries.order_by("written_at") if entry.state]
        assert (states[-1], one.cooperatives.count() >= 2) == (one.state, True), one.name
        members = one.members.filter(state="member").values("person")
        assert not one.entries.exclude(author__in=members).exists()
        assert (one.ended_on is not None) == (one.state == Cooperation.State.ENDED)


def test_everybody_knows_their_tables_and_nobody_was_written_to_about_them(edition: Edition) -> None:
    plan = edition.seating_plans.get(kind=SeatingPlan.Kind.MEALS)
    assert plan.published_at is not None
    assert plan.told.count() == 250
    assert untold_of(plan, edition.moment(edition.starts_on, 0)) == []
    assert not OutgoingMail.objects.filter(key__startswith="tables:").exists()


def test_nour_shared_a_task_on_monday_and_another_waits_for_her_answer(edition: Edition) -> None:
    share_tasks(edition, NOW)
    nour = Person.objects.get(account__email="nour.bellamine@example.org")
    confirmed_one = Encounter.objects.get(task__isnull=False).task
    assert confirmed_one is not None
    assert (confirmed_one.said_by.name, confirmed_one.other) == ("Sabine Rouquairol", nour)
    [waiting] = tasks_to_answer(nour, viewer_for(nour))
    assert (waiting.face.name, waiting.task.words) == ("Étienne Carvalho", "la vaisselle du lundi soir")
