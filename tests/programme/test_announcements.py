"""Publishing tells those who lead or keep what changed, in their language, once; nobody else hears of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import OutgoingMail
from bigre.core.tasks import send_outbox
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.announcements import tell_of_publication
from bigre.programme.actions.versions import publish
from bigre.programme.models import Favourite, Lead, Placement, TimetableVersion
from bigre.programme.queries.told import told_by
from tests.factories.people import account, person_with_account
from tests.factories.planning import MONDAY, TUESDAY, Small, published, small_edition
from tests.factories.programme import MADE_AT, activity, placement, version

pytestmark = pytest.mark.django_db

# What mail programs take for the beginning of a signature, its space included.
DASHES = "-- "
# After what is published already.
NOW = MADE_AT + timedelta(days=1)


def peopled() -> Small:
    """The small edition, in which Bob and Alice have addresses."""
    small = small_edition()
    for one, address in ((small.bob, "bob@example.org"), (small.alice, "alice@example.org")):
        one.account = account(address)
        one.save()
    return small


def copy_of(base: TimetableVersion) -> TimetableVersion:
    """A draft that places everything alike."""
    made = version(base.edition, published_at=None)
    for one in base.placements.order_by("pk"):
        Placement.objects.create(
            version=made, activity=one.activity, space=one.space, starts_at=one.starts_at, ends_at=one.ends_at
        )
    return made


def changed(small: Small, base: TimetableVersion) -> TimetableVersion:
    """Chants a day earlier on the beach, Forum on the beach, Marche gone, Contes as before."""
    made, moment = copy_of(base), small.edition.moment
    made.placements.filter(activity=small.songs).update(
        starts_at=moment(MONDAY, 675), ends_at=moment(MONDAY, 765), space=small.beach
    )
    made.placements.filter(activity=small.forum).update(space=small.beach)
    made.placements.filter(activity=small.walk).delete()
    return made


def written() -> dict[str, tuple[str, str]]:
    """Address → subject and body of the only mail to it."""
    rows = OutgoingMail.objects.order_by("pk").values_list("to", "subject", "body")
    assert len({row[0] for row in rows}) == len(rows)
    return {to: (subject, body) for to, subject, body in rows}


def url(small: Small, tail: str) -> str:
    return f"http://127.0.0.1:8000/editions/{small.edition.slug}/programme/{tail}/"


def test_who_leads_and_keeps_what_changed_reads_all_of_it_in_one_mail() -> None:
    small = peopled()
    base = published(small)
    for kept in (small.songs, small.forum, small.walk, small.stories):
        Favourite.objects.create(person=small.bob, activity=kept)
    assert publish(version=changed(small, base), by=None, now=NOW) == 1
    subject, body = written()["bob@example.org"]
    assert subject == "Programme de Bigre! Rencontre 2022 : ce qui change pour toi"
    assert (
        body
        == f"""Bonjour Bob,

Le programme de Bigre! Rencontre 2022 a changé. Voici tout ce qui change pour toi.

Ce que tu animes :

- « Chants » a lieu lundi 22 août de 11:15 à 12:45, dans « Plage », et non plus mardi 23 août de 9:30 à 11:00, dans \
« Oratoire ».
  {url(small, str(small.songs.uuid))}

Ce que tu gardes en favori :

- « Marche » n’est plus au programme : c’était lundi 22 août de 9:30 à 12:00, dans « Plage ».
- « Forum » a lieu dans « Plage », et non plus dans « Oratoire » ; toujours lundi 22 août de 14:30 à 16:00.
  {url(small, str(small.forum.uuid))}

Le reste de ton programme ne bouge pas. Tout ton programme, à jour :
{url(small, "mine")}

Si quelque chose ne te convient pas, dis-le à l’équipe du programme dès que tu peux.

À bientôt,
l’équipe de Bigre!

{DASHES}
Tu reçois ce message parce que tu animes ou gardes en favori une activité qui change.
"""
    )


def test_the_first_publication_tells_who_leads_when_and_where_and_nobody_who_keeps() -> None:
    small = peopled()
    Favourite.objects.create(person=small.alice, activity=small.songs)
    draft = copy_of(published(small))
    TimetableVersion.objects.exclude(pk=draft.pk).delete()
    assert publish(version=draft, by=None, now=NOW) == 1
    subject, body = written()["bob@example.org"]
    assert subject == "Tu animes à Bigre! Rencontre 2022 : quand et où"
    assert (
        body
        == f"""Bonjour Bob,

Le programme de Bigre! Rencontre 2022 est en ligne. Voici quand et où tu animes.

- « Chants » a lieu mardi 23 août de 9:30 à 11:00, dans « Oratoire ».
  {url(small, str(small.songs.uuid))}
- « Contes » a lieu mardi 23 août de 11:15 à 12:45, dans « Oratoire ».
  {url(small, str(small.stories.uuid))}

Tout ton programme, à jour :
{url(small, "mine")}

Si quelque chose ne te convient pas, dis-le à l’équipe du programme dès que tu peux.

À bientôt,
l’équipe de Bigre!

{DASHES}
Tu reçois ce message parce que tu animes une activité de cette édition.
"""
    )


def test_nobody_whose_things_stayed_as_they_were_is_told() -> None:
    small = peopled()
    base = published(small)
    Favourite.objects.create(person=small.alice, activity=small.stories)
    chloe = person_with_account("Chloé")
    base.attendances.create(person=chloe, activity=small.forum)
    draft = copy_of(base)
    draft.placements.filter(activity=small.forum).update(space=small.beach)
    assert publish(version=draft, by=chloe, now=NOW) == 0
    assert written() == {}


def test_those_without_an_address_are_not_written_to() -> None:
    small = small_edition()
    gone = Person.objects.create(name="Dora", account=account("dora@example.org", is_active=False))
    Lead.objects.create(activity=small.songs, person=gone)
    base = published(small)
    draft = changed(small, base)
    assert [one.person.name for one in told_by(base, draft)] == ["Bob", "Dora"]
    assert publish(version=draft, by=None, now=NOW) == 0


def test_each_reads_in_the_first_of_their_languages_that_the_site_speaks() -> None:
    small = peopled()
    Person.objects.filter(pk=small.bob.pk).update(languages=["de", "en", "fr"])
    base = published(small)
    dora = person_with_account("Dora", languages=["nl"])
    Favourite.objects.create(person=dora, activity=small.walk)
    publish(version=changed(small, base), by=None, now=NOW)
    told = written()
    assert "Monday 22 August" in told["bob@example.org"][1]
    assert "maandag 22 augustus" in told["dora@example.org"][1]


def test_a_mail_never_leaves_twice_however_often_one_tells() -> None:
    small = peopled()
    base = published(small)
    draft = changed(small, base)
    publish(version=draft, by=None, now=NOW)
    assert tell_of_publication(older=base, newer=draft, now=NOW) == 0
    send_outbox.func()
    send_outbox.func()
    assert [one.to for one in mail.outbox] == [["bob@example.org"]]
    assert OutgoingMail.objects.get().key == f"published:{draft.pk}:{small.bob.pk}"


def test_going_back_to_what_was_is_told_as_the_change_that_it_is() -> None:
    small = peopled()
    base = published(small)
    draft, again = changed(small, base), copy_of(base)
    publish(version=draft, by=None, now=NOW)
    publish(version=again, by=None, now=NOW + timedelta(hours=1))
    bodies = OutgoingMail.objects.filter(to="bob@example.org").order_by("pk").values_list("body", flat=True)
    assert "a lieu mardi 23 août de 9:30 à 11:00, dans « Oratoire », et non plus lundi" in bodies[1]


def test_the_command_line_tells_the_same_people() -> None:
    small = peopled()
    base = published(small)
    draft = changed(small, base)
    call_command("publish", small.edition.slug, "--version", str(draft.number), verbosity=0)
    assert set(written()) == {"bob@example.org"}


def test_what_comes_from_a_file_tells_nobody() -> None:
    small = peopled()
    publish(version=copy_of(published(small)), by=None, now=NOW, telling=False)
    assert written() == {}


@pytest.mark.parametrize("leaders", [1, 3])
def test_telling_takes_as_many_queries_for_three_as_for_one(
    leaders: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small = peopled()
    base = version(small.edition)
    draft = version(small.edition, published_at=None)
    for number in range(leaders):
        leads = [person_with_account(f"Dora {number}")]
        placement(draft, activity(small.edition, f"Broder {number}", leaders=leads), small.beach, TUESDAY, 570)
    Edition.objects.get(pk=small.edition.pk)
    with django_assert_num_queries(9):
        assert tell_of_publication(older=base, newer=draft, now=NOW) == leaders
