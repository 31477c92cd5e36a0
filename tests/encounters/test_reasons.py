"""A reason is a whole sentence, and falls away with what it stands on."""

from typing import Any

from django.utils import translation

from bigre.encounters.rules.reasons import MOST_REASONS, Named, sentence, sentences

NAMED = Named(
    trades={1: "Menuiserie"},
    ways={0: "en solo"},
    notices={7: "Tenir des comptes", 8: "Une comptable"},
)


def test_an_offer_that_meets_a_need_is_told_in_both_words() -> None:
    reason = {"kind": "they_offer_what_you_seek", "offer": 7, "need": 8}
    assert sentence(reason, "Bob", NAMED) == "Tu cherches « Une comptable » ; Bob propose « Tenir des comptes »."
    back = {"kind": "they_seek_what_you_offer", "offer": 7, "need": 8}
    assert sentence(back, "Bob", NAMED) == "Bob cherche « Une comptable » ; tu proposes « Tenir des comptes »."


def test_a_notice_that_is_gone_takes_the_reason_with_it() -> None:
    assert sentence({"kind": "they_offer_what_you_seek", "offer": 7, "need": 9}, "Bob", NAMED) == ""


def test_likeness_and_distance_are_named() -> None:
    told: list[dict[str, Any]] = [
        {"kind": "same_trade", "of": 1},
        {"kind": "same_way", "of": 0},
        {"kind": "near", "km": 12},
        {"kind": "far", "km": 480},
        {"kind": "near", "km": 0},
        {"kind": "shared_language", "language": "nl"},
        {"kind": "other_cooperative"},
    ]
    assert [sentence(one, "Bob", NAMED) for one in told] == [
        "Vous avez un métier en commun : Menuiserie.",
        "Vous exercez de la même manière : en solo.",
        "12 km seulement vous séparent.",
        "480 km vous séparent : c’est un autre territoire.",
        "Vous vivez au même endroit.",
        "Vous avez une langue en commun : Nederlands.",
        "Vous êtes de coopératives différentes.",
    ]


def test_a_trade_that_is_gone_says_nothing() -> None:
    assert sentence({"kind": "same_trade", "of": 2}, "Bob", NAMED) == ""


def test_a_card_says_a_few_things_strongest_first() -> None:
    many = [{"kind": "near", "km": km} for km in range(10, 20)]
    assert sentences(many, "Bob", NAMED) == [f"{km} km seulement vous séparent." for km in range(10, 10 + MOST_REASONS)]


def test_sentences_are_told_in_the_readers_language() -> None:
    with translation.override("nl"):
        assert sentence({"kind": "other_trade"}, "Bob", NAMED) == "Jullie beroepen hebben niets met elkaar te maken."
