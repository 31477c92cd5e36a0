"""Activities are born from proposals."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition
from bigre.programme.actions.activities import create_activities
from bigre.programme.models import Activity
from bigre.proposals.models import Facilitation, Proposal
from tests.factories.editions import edition as edition_of
from tests.factories.editions import equipment
from tests.factories.people import person
from tests.factories.programme import format_of, theme

NOW = datetime(2022, 5, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def proposal(edition: Edition, title: str, **fields: object) -> Proposal:
    return Proposal.objects.create(edition=edition, title=title, **{"duration_minutes": 90, **fields})


def test_an_activity_copies_what_its_proposal_says() -> None:
    edition = edition_of()
    circle, ecology, piano = format_of(edition, "Cercle"), theme(edition, "Écologie"), equipment("Piano")
    made = proposal(edition, "Chanter ensemble", summary="Voix.", format=circle, languages=["fr", "nl"], max_size=12)
    made.themes.set([ecology])
    made.equipment.set([piano])
    bob, chloe = person("Bob"), person("Chloé")
    Facilitation.objects.create(proposal=made, person=bob)
    Facilitation.objects.create(proposal=made, person=chloe, is_contact=True)

    assert create_activities(edition=edition, now=NOW) == 1

    activity = Activity.objects.get(proposal=made)
    assert (activity.title, activity.summary, activity.format) == ("Chanter ensemble", "Voix.", circle)
    assert (activity.languages, activity.duration_minutes, activity.max_size) == (["fr", "nl"], 90, 12)
    assert activity.changed_at == NOW
    assert list(activity.themes.all()) == [ecology]
    assert list(activity.equipment.all()) == [piano]
    assert [lead.person for lead in activity.leads.order_by("position")] == [chloe, bob]
    assert " ecologie " in activity.search_stems
    assert "chlo" not in activity.search_stems


def test_only_living_proposals_of_the_edition_without_activity_get_one() -> None:
    edition, other = edition_of(), edition_of("bigre-2023")
    for state in Proposal.State:
        proposal(edition, state, state=state)
    proposal(other, "ailleurs")

    assert create_activities(edition=edition, now=NOW) == 4
    assert set(Activity.objects.values_list("title", flat=True)) == {"submitted", "discussed", "accepted", "confirmed"}
    assert create_activities(edition=edition, now=NOW) == 0
    assert Activity.objects.count() == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = edition_of()
    for number in range(count):
        made = proposal(edition, f"Atelier {number}")
        made.themes.set([theme(edition)])
        made.equipment.set([equipment(f"Objet {number}")])
        Facilitation.objects.create(proposal=made, person=person("Bob"))
    with django_assert_num_queries(12):
        create_activities(edition=edition, now=NOW)
