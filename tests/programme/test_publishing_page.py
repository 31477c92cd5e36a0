"""Before publishing, the team reads what breaks, who is told what, and the messages word for word."""

import html

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.people.models import Person
from bigre.programme.actions.moves import begin_draft
from bigre.programme.actions.versions import publish
from bigre.programme.models import Favourite, Lead, TimetableVersion
from bigre.programme.queries.told import told_by
from bigre.proposals.models import Proposal
from tests.factories.people import account, person
from tests.factories.planning import MONDAY, NOW, Small, chloe_of, published, small_edition

pytestmark = pytest.mark.django_db


def moved(small: Small) -> TimetableVersion:
    """A draft in which Chants and Forum go to the beach; Bob has an address."""
    small.bob.account = account("bob@example.org")
    small.bob.save()
    draft = begin_draft(base=published(small), by=None, now=NOW)
    draft.placements.filter(activity__in=[small.songs, small.forum]).update(space=small.beach)
    small.forum.max_size = 30
    small.forum.save()
    return draft


def broken(small: Small) -> TimetableVersion:
    """The same, with Forum on Monday morning where Marche is."""
    draft, moment = moved(small), small.edition.moment
    draft.placements.filter(activity=small.forum).update(starts_at=moment(MONDAY, 570), ends_at=moment(MONDAY, 660))
    return draft


def address(draft: TimetableVersion) -> str:
    return f"/editions/{draft.edition.slug}/programme/planning/versions/{draft.number}/publish/"


def read(client: Client, draft: TimetableVersion) -> str:
    return html.unescape(client.get(address(draft)).content.decode())


def test_the_page_says_who_is_told_and_shows_the_messages_in_each_language() -> None:
    small = small_edition()
    draft = moved(small)
    Favourite.objects.create(person=small.alice, activity=small.forum)
    page = read(chloe_of(small), draft)
    assert "1 personne recevra un message" in page
    assert "1 personne concernée n’a pas d’adresse sur le site" in page
    assert "<strong>Bob</strong>" in page
    assert "gardée par 1 personne" in page
    for said in (
        "« Chants » a lieu dans « Plage », et non plus dans « Oratoire »",
        "Bonjour Bob,",
        "« Forum » a lieu dans « Plage », et non plus dans « Oratoire »",
    ):
        assert said in page
    assert page.count('class="letter"') == 6
    assert [page.count(f'lang="{code}"') for code in ("nl", "en")] >= [2, 2]


def test_no_favourite_and_no_hidden_name_is_given_away() -> None:
    small = small_edition()
    draft = moved(small)
    secret = person("Zoé Secrète", name_audience=Audience.NOBODY)
    Lead.objects.create(activity=small.songs, person=secret)
    Favourite.objects.create(person=small.bob, activity=small.forum)
    page = read(chloe_of(small), draft)
    assert "Zoé" not in page
    assert "Une personne qui ne montre pas son nom" in page
    # Bob leads Chants, which the programme says; that he keeps Forum is his own business.
    letters = page[page.index('class="letter"') :]
    assert "Bonjour Bob," in letters
    assert all("Forum" not in letter for letter in letters.split("<figure")[:3] if "Bob" in letter)


def test_publishing_writes_the_mails_and_says_how_many() -> None:
    small = small_edition()
    draft = moved(small)
    answer = chloe_of(small).post(address(draft), follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "Version 2 est publiée : tout le monde la voit.",
        "1 personne reçoit un message qui lui dit ce qui change pour elle.",
    ]
    assert OutgoingMail.objects.get().to == "bob@example.org"
    assert OutgoingMail.objects.get().scope == small.edition.slug


def test_a_version_that_breaks_rules_is_published_only_by_somebody_who_says_that_they_know() -> None:
    small = small_edition()
    draft = broken(small)
    client = chloe_of(small)
    page = read(client, draft)
    assert "Cette version enfreint 1 règle." in page
    assert "deux activités dans le même espace en même temps." in page
    refused = client.post(address(draft))
    draft.refresh_from_db()
    assert (refused.status_code, draft.is_published, OutgoingMail.objects.count()) == (422, False, 0)
    assert "coche d’abord que tu le sais" in refused.content.decode()
    client.post(address(draft), {"knowing": "yes"})
    draft.refresh_from_db()
    assert draft.is_published


def test_a_draft_that_changed_since_it_was_read_is_read_again_first() -> None:
    small = small_edition()
    draft, client = moved(small), chloe_of(small)
    seen = client.get(address(draft)).context["seen"]
    TimetableVersion.objects.filter(pk=draft.pk).update(revision=7)
    refused = client.post(address(draft), {"seen": seen})
    assert (refused.status_code, TimetableVersion.objects.get(pk=draft.pk).is_published) == (422, False)
    assert "La grille a changé depuis que tu as ouvert cette page." in refused.content.decode()
    client.post(address(draft), {"seen": refused.context["seen"]})
    assert TimetableVersion.objects.get(pk=draft.pk).is_published


def test_when_another_version_was_published_meanwhile_one_reads_again_what_changes() -> None:
    small = small_edition()
    draft, client = moved(small), chloe_of(small)
    seen = client.get(address(draft)).context["seen"]
    publish(version=begin_draft(base=draft, by=None, now=NOW), by=None, now=draft.base.published_at)  # type: ignore[union-attr, arg-type]
    assert client.post(address(draft), {"seen": seen}).status_code == 422


def test_nobody_is_promised_a_message_when_nothing_changes() -> None:
    small = small_edition()
    draft = begin_draft(base=published(small), by=None, now=NOW)
    assert "Personne : rien de ce que quelqu’un anime ou garde en favori ne change." in read(chloe_of(small), draft)


@pytest.mark.parametrize("keepers", [1, 3])
def test_who_is_told_takes_as_many_queries_for_three_as_for_one(
    keepers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small = small_edition()
    draft = moved(small)
    for number in range(keepers):
        Favourite.objects.create(person=Person.objects.create(name=f"Dora {number}"), activity=small.forum)
    base = draft.base
    with django_assert_num_queries(5):
        assert len(told_by(base, draft)) == keepers + 1


def test_what_is_put_aside_or_not_confirmed_is_told_before_it_is_published() -> None:
    small = small_edition()
    draft, client = moved(small), chloe_of(small)
    Proposal.objects.update(state=Proposal.State.CONFIRMED)
    settled = read(client, draft)
    assert ("mise de côté" in settled, "pas encore confirmée" in settled) == (False, False)
    for one, state in ((small.songs, Proposal.State.DECLINED), (small.walk, Proposal.State.ACCEPTED)):
        Proposal.objects.filter(activity=one).update(state=state)
    page = read(client, draft)
    assert "1 activité vient d’une proposition mise de côté et serait pourtant au programme." in page
    assert f'desk/2/activities/{small.songs.uuid}/">Chants</a> <span class="muted">(Non retenue)' in page
    assert "1 activité n’est pas encore confirmée" in page
    assert (
        f'proposals/{Proposal.objects.get(activity=small.walk).uuid}/">Marche</a> <span class="muted">(Retenue)' in page
    )
