"""Published tables are told by mail: to each their own, in their language, once; again only what changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.encounters.actions.seating import remove_round, remove_table, withdraw_plan
from bigre.encounters.actions.seating_mails import NotPublished, publish_and_tell, tell_tables
from bigre.encounters.actions.seating_moves import put_at_table, undo_move
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, TablesTold
from bigre.encounters.queries.seating_told import telling_of, untold_of
from bigre.people.models import Person
from tests.factories.editions import MONDAY, participation, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.seating_plans import NOW, guests, plan, sit

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
LATER = NOW + timedelta(hours=1)
# What mail programs take for the beginning of a signature, its space included.
DASHES = "-- "


@pytest.fixture
def alice(week: Edition) -> Person:
    return came("Alice", week)


@pytest.fixture
def bob(week: Edition) -> Person:
    return came("Bob Bouleau", week)


@pytest.fixture
def dinners(week: Edition, alice: Person, bob: Person) -> SeatingPlan:
    """Two dinners: on Monday both at table 1, on Tuesday each at their own."""
    made = plan(week, dinners=(MONDAY, TUESDAY))
    table = made.tables.get(number=2)
    table.name = "Terrasse & pins"
    table.save()
    monday, tuesday = made.rounds.order_by("starts_at")
    sit(monday, 1, alice, bob)
    sit(tuesday, 1, bob)
    sit(tuesday, 2, alice)
    return made


def came(name: str, week: Edition, **fields: Any) -> Person:
    one = person_with_account(name, **fields)
    participation(one, week)
    return one


def publish(of: SeatingPlan) -> int | None:
    return publish_and_tell(plan=of, by=None, moment=NOW, now=NOW)


def tell(of: SeatingPlan, hours: int = 1) -> int:
    return tell_tables(plan=of, moment=NOW, now=NOW + timedelta(hours=hours))


def move(who: Person, round_: SeatingRound, number: int) -> object:
    table = round_.plan.tables.get(number=number)
    return put_at_table(round_=round_, person=who, table=table, present=[who.pk], now=NOW)


def mails(since: int = 0) -> list[tuple[str, str]]:
    """To whom, and about what, of those written after so many."""
    rows = OutgoingMail.objects.order_by("pk")[since:]
    return sorted((row.to, row.subject) for row in rows)


def test_each_reads_their_own_tables_in_one_mail_and_nothing_of_others(
    dinners: SeatingPlan, alice: Person, bob: Person
) -> None:
    assert publish(dinners) == 2
    assert mails() == [
        ("alice@example.org", "Tes tables à Bigre! Rencontre 2022"),
        ("bob-bouleau@example.org", "Tes tables à Bigre! Rencontre 2022"),
    ]
    mail = OutgoingMail.objects.get(to="alice@example.org")
    assert mail.scope == ""
    assert (
        mail.body.strip()
        == f"""Bonjour Alice,

« Dîners » : voici où tu t’assieds.

- Dîner du 22, lundi 22 août à 19:00 : table 1
- Dîner du 23, mardi 23 août à 19:00 : table 2 (Terrasse & pins)

Avec qui, et toujours à jour :
http://127.0.0.1:8000/editions/bigre-2022/encounters/seating/mine/

Pour les avoir dans ton agenda, avec tes activités et tes rendez-vous :
http://127.0.0.1:8000/editions/bigre-2022/programme/mine/#calendar

À bientôt,
l’équipe de Bigre!

{DASHES}
Tu reçois ce message parce qu’une place t’est, ou t’était, gardée à une table ou dans un groupe de cette édition."""
    )


def test_nobody_is_told_twice_and_after_a_withdrawal_only_whose_table_changed(
    dinners: SeatingPlan, alice: Person
) -> None:
    publish(dinners)
    assert publish(dinners) is None
    assert tell(dinners) == 0
    withdraw_plan(plan=dinners)
    assert publish(dinners) == 0
    withdraw_plan(plan=dinners)
    move(alice, dinners.rounds.earliest("starts_at"), 2)
    assert publish_and_tell(plan=dinners, by=None, moment=NOW, now=LATER) == 1
    assert mails(since=2) == [("alice@example.org", "Tes tables à Bigre! Rencontre 2022 changent")]
    body = OutgoingMail.objects.latest("pk").body
    assert "« Dîners » a changé. Voici où tu t’assieds maintenant." in body
    assert "- Dîner du 22, lundi 22 août à 19:00 : table 2 (Terrasse & pins), et non plus la table 1\n" in body
    assert "- Dîner du 23, mardi 23 août à 19:00 : table 2 (Terrasse & pins)\n" in body
    assert "Bob" not in body


def test_whoever_is_moved_and_moved_back_has_nothing_to_be_told_of(dinners: SeatingPlan, alice: Person) -> None:
    publish(dinners)
    monday = dinners.rounds.earliest("starts_at")
    undo_move(round_=monday, move=move(alice, monday, 2), now=NOW)  # type: ignore[arg-type]
    assert (tell(dinners), len(mails())) == (0, 2)
    move(alice, monday, 2)
    assert tell(dinners, hours=1) == 1
    move(alice, monday, 1)
    assert tell(dinners, hours=2) == 1
    assert len(mails()) == 4


def test_a_table_or_a_round_that_is_taken_away_is_told(dinners: SeatingPlan, alice: Person, bob: Person) -> None:
    publish(dinners)
    monday, tuesday = dinners.rounds.order_by("starts_at")
    remove_table(table=dinners.tables.get(number=2), now=NOW)
    assert tell(dinners) == 1
    body = OutgoingMail.objects.latest("pk").body
    assert "- mardi 23 août à 19:00 : aucune place ne t’est plus gardée, va où tu veux\n" in body
    assert "table 1" in body
    remove_round(round_=monday, now=NOW)
    assert tell(dinners, hours=2) == 2
    body = OutgoingMail.objects.filter(to="alice@example.org").latest("pk").body
    assert "« Dîners » a changé : rien n’est plus prévu pour toi dans les tours à venir." in body
    assert "- lundi 22 août à 19:00 : aucune place" in body
    assert tuesday.seats.get().person == bob


def test_rounds_that_have_begun_are_told_to_nobody(dinners: SeatingPlan, alice: Person) -> None:
    monday = dinners.rounds.earliest("starts_at")
    assert publish_and_tell(plan=dinners, by=None, moment=monday.starts_at, now=NOW) == 2
    assert "lundi 22" not in OutgoingMail.objects.get(to="alice@example.org").body
    Seat.objects.filter(round=monday).delete()
    assert tell_tables(plan=dinners, moment=monday.starts_at, now=LATER) == 0


def test_each_is_told_in_their_language_and_groups_by_their_word(week: Edition) -> None:
    wout = came("Wout", week, languages=["nl", "fr"])
    made = plan(week, kind=SeatingPlan.Kind.GROUPS, name="Werelden")
    sit(made.rounds.get(), 2, wout)
    elise = came("Élise", week)
    sit(made.rounds.get(), 1, elise)
    publish(made)
    bodies = dict(OutgoingMail.objects.values_list("to", "body"))
    assert "maandag 22 augustus" in bodies["wout@example.org"]
    assert "- Dîner du 22, lundi 22 août à 19:00 : groupe 1\n" in bodies["elise@example.org"]


def test_whom_no_mail_reaches_is_counted_and_not_written_to(week: Edition, dinners: SeatingPlan) -> None:
    (without,) = guests(week, "Sans compte")
    closed = came("Compte fermé", week)
    assert closed.account is not None
    closed.account.is_active = False
    closed.account.save()
    sit(dinners.rounds.earliest("starts_at"), 2, without, closed)
    found = telling_of(untold_of(dinners, NOW))
    assert (found.mails, found.unreachable) == (2, 2)
    assert publish(dinners) == 2
    assert untold_of(dinners, NOW) == []


def test_tables_that_nobody_reads_are_told_to_nobody(dinners: SeatingPlan) -> None:
    with pytest.raises(NotPublished):
        tell(dinners)
    assert (mails(), TablesTold.objects.count()) == ([], 0)


@pytest.mark.parametrize("count", [1, 3])
def test_telling_takes_the_same_few_queries_however_many(
    week: Edition, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = plan(week, dinners=[MONDAY + timedelta(days=n) for n in range(count)], published_at=NOW)
    people = [came(f"Personne {number}", week) for number in range(count)]
    for one in made.rounds.all():
        sit(one, 1, *people)
    with django_assert_num_queries(11):
        assert tell(made) == count
    with django_assert_num_queries(7):
        assert tell(made, hours=2) == 0


@pytest.fixture
def chloe(week: Edition) -> Client:
    who = person_with_account("Chloé")
    team_member(week, who)
    return signed_in(who)


def page_of(client: Client, address: str) -> str:
    return " ".join(client.get(address, HTTP_ACCEPT_LANGUAGE="fr").text.split())


def test_the_page_says_beforehand_how_many_are_told_and_afterwards_whom_it_changed_for(
    chloe: Client, week: Edition, dinners: SeatingPlan, alice: Person
) -> None:
    dinners.rounds.update(starts_at="2100-08-22T17:00Z", ends_at="2100-08-22T19:00Z")
    dinners.rounds.latest("pk").delete()
    base = f"/editions/bigre-2022/encounters/seating/{dinners.uuid}/"
    hidden = person("Zoé", name_audience=Audience.NOBODY)
    participation(hidden, week)
    sit(dinners.rounds.get(), 2, hidden)
    before = page_of(chloe, base)
    assert "2 personnes recevront un message, un seul chacune" in before
    assert "1 personne concernée n’a pas d’adresse sur le site" in before
    assert "Ce plan n’est pas publié" in chloe.post(f"{base}tell/", HTTP_ACCEPT_LANGUAGE="fr", follow=True).text
    assert "2 messages partent" in chloe.post(f"{base}publish/", HTTP_ACCEPT_LANGUAGE="fr", follow=True).text
    assert "depuis le dernier message" not in page_of(chloe, base)
    move(alice, dinners.rounds.get(), 2)
    assert "1 personne a changé de place depuis le dernier message." in page_of(chloe, base)
    assert "1 message part." in chloe.post(f"{base}tell/", HTTP_ACCEPT_LANGUAGE="fr", follow=True).text
    assert "depuis le dernier message" not in page_of(chloe, base)
    assert [to for to, _subject in mails(since=2)] == ["alice@example.org"]


def test_a_plan_published_before_anybody_was_told_says_so(chloe: Client, dinners: SeatingPlan) -> None:
    SeatingPlan.objects.update(published_at=NOW)
    dinners.rounds.update(starts_at="2100-08-22T17:00Z", ends_at="2100-08-22T19:00Z")
    base = f"/editions/bigre-2022/encounters/seating/{dinners.uuid}/"
    assert "2 personnes n’ont encore reçu aucun message sur leur place." in page_of(chloe, base)
    assert tell_tables(plan=dinners, moment=NOW, now=LATER, mailing=False) == 0
    assert mails() == []
    assert "aucun message" not in page_of(chloe, base)
