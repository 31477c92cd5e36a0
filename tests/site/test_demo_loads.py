"""Loading the demo from nothing: told step by step, and the same every time."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from bigre.editions.models import Presence, TeamMember
from bigre.encounters.models import Volunteer
from bigre.people.models import Occupation, Person
from bigre.programme.models import Activity
from bigre.proposals.models import Facilitation, Wish
from bigre.site.demo import load_demo

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def fingerprint() -> str:
    """What was loaded, without the moments at which rows were written and the keys that the database gave."""
    told: list[Any] = [
        sorted(Person.objects.values_list("uuid", "name", "about", "place__code", "name_audience")),
        sorted(Occupation.objects.values_list("person__uuid", "title", "trade__code", "way")),
        sorted(Facilitation.objects.values_list("proposal__uuid", "person__uuid", "is_contact")),
        sorted(Wish.objects.values_list("person__uuid", "proposal__uuid", "level")),
        sorted(Presence.objects.values_list("participation__person__uuid", "starts_at", "ends_at")),
        sorted(Activity.objects.values_list("uuid", "title", "max_size")),
        sorted(TeamMember.objects.values_list("person__uuid", "role")),
        sorted(Volunteer.objects.values_list("plan__uuid", "person__uuid")),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def loaded_then_undone(heard: list[str]) -> str:
    with transaction.atomic():
        load_demo(now=NOW, on_progress=heard.append)
        found = fingerprint()
        transaction.set_rollback(True)
    return found


def test_the_same_rows_come_out_of_every_load_and_each_step_is_told() -> None:
    heard: list[str] = []
    first = loaded_then_undone(heard)
    assert len(heard) == len(set(heard)) == 4
    assert not Person.objects.exists()
    assert loaded_then_undone(heard) == first


def test_loading_twice_changes_nothing_and_tells_nothing() -> None:
    heard: list[str] = []
    edition = load_demo(now=NOW)
    before = (Person.objects.count(), Wish.objects.count(), fingerprint())
    assert Volunteer.objects.filter(plan__edition=edition, plan__kind="groups").count() == 23
    assert load_demo(now=NOW, on_progress=heard.append) == edition
    assert heard == []
    assert (Person.objects.count(), Wish.objects.count(), fingerprint()) == before
