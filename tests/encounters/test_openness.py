"""What people tell of themselves so as to meet others: kept, changed, taken back."""

import pytest
from django.test import Client
from django.utils import timezone

from bigre.encounters.actions.openness import Words, forget_openness, write_notices
from bigre.encounters.actions.tags import load_tags
from bigre.encounters.models import Notice, Openness, Tag
from tests.factories.encounters import notice, openness, tag
from tests.factories.people import person, person_with_account, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/me/openness/"


def written(**fields: str) -> dict[str, str]:
    """The form as a browser sends it, all leanings indifferent but what is said here."""
    leanings = dict.fromkeys(("territory", "trade", "way", "sector", "cooperative"), "either")
    return {**leanings, "takes_suggestions": "on", **fields}


def told(kind: str) -> list[tuple[str, set[str]]]:
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    return [(one.text, {tag.code for tag in one.tags.all()}) for one in rows]


def test_one_page_keeps_all_of_it() -> None:
    alice, books = person_with_account(), tag()
    fields = {
        "offer-0-text": "Relire un dossier",
        "need-1-text": "Tenir mes comptes",
        "need-1-tag": str(books.pk),
        "ask_me_about": "mes ruches",
        "trade": "unlike",
    }
    answer = signed_in(alice).post(PAGE, written(**fields))
    assert answer.status_code == 302
    assert told("offer") == [("Relire un dossier", set())]
    assert told("need") == [("Tenir mes comptes", {"accounting"})]
    kept = Openness.objects.get(person=alice)
    assert (kept.ask_me_about, kept.trade, kept.territory, kept.takes_suggestions) == (
        "mes ruches",
        "unlike",
        "either",
        True,
    )


def test_everything_may_stay_empty() -> None:
    alice = person_with_account()
    signed_in(alice).post(PAGE, written())
    assert (Openness.objects.count(), Notice.objects.count()) == (1, 0)


def test_an_unknown_leaning_is_refused_and_nothing_is_kept() -> None:
    answer = signed_in(person_with_account()).post(PAGE, written(trade="upside-down"))
    assert answer.status_code == 422
    assert "Métier" in answer.text
    assert not Openness.objects.exists()


def test_words_that_stay_keep_their_vector_and_the_others_go() -> None:
    alice = person()
    kept, gone = notice(alice, "Relire"), notice(alice, "Chanter")
    Notice.objects.update(vector=b"read")
    write_notices(person=alice, kind=Notice.Kind.OFFER, words=[Words("Relire"), Words("Coudre")], now=timezone.now())
    assert list(Notice.objects.order_by("pk").values_list("text", "vector")) == [("Relire", b"read"), ("Coudre", b"")]
    assert Notice.objects.filter(pk=kept.pk).exists()
    assert not Notice.objects.filter(pk=gone.pk).exists()


def test_no_more_than_a_few_are_kept() -> None:
    alice = person()
    many = [Words(f"Offre {number}") for number in range(9)]
    write_notices(person=alice, kind=Notice.Kind.OFFER, words=many, now=timezone.now())
    assert [one.text for one in alice.notices.order_by("pk")] == [f"Offre {number}" for number in range(5)]


def test_all_of_it_can_be_taken_back_but_not_with_stays() -> None:
    alice, bob = person_with_account(), person("Bob")
    openness(alice, offers=["Relire"], needs=["Chanter"])
    alice.acquaintances.create(other=bob, knows=True, said_at=timezone.now())
    alice.avoidances.create(sealed=str(bob.pk), ends_on="2030-01-01")
    forget_openness(person=alice)
    assert not Openness.objects.exists()
    assert (alice.notices.count(), alice.acquaintances.count(), alice.avoidances.count()) == (0, 0, 1)


def test_the_page_is_for_who_signed_in(client: Client) -> None:
    assert client.get(PAGE).headers["Location"].startswith("/account/login/")


def test_shipped_tags_are_named_in_three_languages_and_load_twice_alike() -> None:
    load_tags()
    first = list(Tag.objects.order_by("code").values_list("code", "label_fr", "label_nl", "label_en"))
    load_tags()
    assert list(Tag.objects.order_by("code").values_list("code", "label_fr", "label_nl", "label_en")) == first
    assert all(all(row) for row in first)
    assert len(first) > 50
