"""Words, names, hours and availabilities: the pure rules of writing together."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigre.proposals.rules.digests import turn
from bigre.proposals.rules.discussion import called_by_name
from bigre.proposals.rules.merging import common, highest, only, repointed
from bigre.proposals.rules.similarity import nearest
from bigre.proposals.rules.wording import Piece, same_words, word_diff

PARIS = ZoneInfo("Europe/Paris")
NAMES = {1: "Élise Houx", 2: "Élise Houx-Dattier", 3: "Bob", 4: "Élie"}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Merci @Élise Houx !", {1}),
        ("Merci @elise houx, et @BOB.", {1, 3}),
        ("@Élise Houx-Dattier le sait.", {2}),
        # Two bear that first name: nobody is called.
        ("@Élise ?", set()),
        ("@Bobine et bob@example.org", set()),
        ("Bob et Élie, sans signe", set()),
        ("(@Élie)", {4}),
    ],
)
def test_a_text_calls_those_whom_it_names_after_an_at_sign(text: str, called: set[int]) -> None:
    assert called_by_name(text, NAMES) == called


def test_a_diff_says_word_by_word_what_comes_and_goes() -> None:
    assert word_diff("Lire un bilan", "Lire deux bilans, vite") == [
        Piece("same", "Lire "),
        Piece("removed", "un"),
        Piece("added", "deux"),
        Piece("same", " "),
        Piece("removed", "bilan"),
        Piece("added", "bilans, vite"),
    ]


@given(st.text(), st.text())
def test_a_diff_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(one.text for one in pieces if one.kind != "added") == before
    assert "".join(one.text for one in pieces if one.kind != "removed") == after


def test_texts_that_differ_in_the_ends_of_their_lines_are_the_same() -> None:
    assert same_words("Un\r\ndeux\r\n", "Un\ndeux")
    assert not same_words("Un\n\ndeux", "Un\ndeux")


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        ("never", (2022, 5, 3, 12), None),
        ("at_once", (2022, 5, 3, 12), (2022, 5, 3, 12)),
        ("daily", (2022, 5, 3, 7), (2022, 5, 3, 7)),
        ("daily", (2022, 5, 3, 6), (2022, 5, 2, 7)),
        ("weekly", (2022, 5, 2, 7), (2022, 5, 2, 7)),
        ("weekly", (2022, 5, 2, 6), (2022, 4, 25, 7)),
        ("weekly", (2022, 5, 8, 23), (2022, 5, 2, 7)),
        # Summer time began at two that night: seven stays seven on the wall.
        ("daily", (2022, 3, 27, 6), (2022, 3, 26, 7)),
    ],
)
def test_each_rhythm_has_its_turn(
    rhythm: str, now: tuple[int, int, int, int], expected: tuple[int, int, int, int] | None
) -> None:
    told = turn(rhythm, datetime(*now, tzinfo=PARIS))
    assert told == (datetime(*expected, tzinfo=PARIS) if expected else None)


TEXTS = {
    "compost": "Composter en ville : le compost de quartier, du seau au potager",
    "balance": "Lire un bilan comptable sans avoir peur",
    "soil": "Sols vivants : composts, paillages et potagers partagés",
    "budget": "Comptabilité pour tous : bilans et budgets",
}


def test_texts_that_share_rare_stems_are_near_and_others_are_not_told() -> None:
    assert [key for key, _share in nearest("Atelier compost au potager", TEXTS, at_most=3)] == ["compost", "soil"]
    assert [key for key, _share in nearest("Lire des bilans", TEXTS, at_most=1)] == ["balance"]
    assert nearest("Chanter à la plage avec nous", TEXTS, at_most=3) == []
    assert nearest("", TEXTS, at_most=3) == []


@given(st.text(max_size=40), st.dictionaries(st.integers(), st.text(max_size=40), max_size=5))
def test_nearness_is_a_share_and_the_nearest_comes_first(query: str, texts: dict[int, str]) -> None:
    found = nearest(query, texts, at_most=3)
    shares = [share for _key, share in found]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)
    assert len(found) <= 3


def hour(number: int) -> datetime:
    return datetime(2022, 8, 22, tzinfo=UTC) + timedelta(hours=number)


@pytest.mark.parametrize(
    ("availabilities", "expected"),
    [
        ([[], []], []),
        ([[(9, 12)], []], [(9, 12)]),
        ([[(9, 12), (14, 18)], [(10, 16)]], [(10, 12), (14, 16)]),
        ([[(9, 12)], [(12, 14)]], None),
        ([[(9, 12)], [(10, 14)], [(11, 13)]], [(11, 12)]),
    ],
)
def test_availabilities_meet_where_all_are_there(
    availabilities: list[list[tuple[int, int]]], expected: list[tuple[int, int]] | None
) -> None:
    told = common([[(hour(a), hour(b)) for a, b in one] for one in availabilities])
    assert told == (None if expected is None else [(hour(a), hour(b)) for a, b in expected])


def test_relations_go_to_the_result_but_for_those_that_lost_their_sense() -> None:
    links = [("before", 1, 7), ("not_together", 8, 2), ("before", 1, 2), ("before", 9, 1), ("before", 2, 9)]
    # 1 and 2 become 5: 9 can't come both before and after it.
    assert repointed(links, {1, 2}, 5) == {("before", 5, 7), ("not_together", 8, 5)}


def test_the_highest_wish_of_each_counts_and_only_what_all_agree_on_is_kept() -> None:
    assert highest([(1, 1), (1, 2), (2, 0)]) == {1: 2, 2: 0}
    assert (only([None, "a", "a"]), only(["a", "b"]), only([])) == ("a", None, None)
