import pytest

from bigre.core.rules import fold, language_name


@pytest.mark.parametrize(
    ("text", "folded"), [("Cœur d’Été", "coeur d’ete"), ("ÇA", "ca"), ("Zoë & Łucja", "zoe & lucja"), ("", "")]
)
def test_folded_texts_compare_whatever_their_accents_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("code", "name"), [("fr", "Français"), ("nl", "Nederlands"), ("zz", "ZZ")])
def test_a_language_is_named_in_its_own_words(code: str, name: str) -> None:
    assert language_name(code) == name
