"""What is offered in one language meets what is looked for in another."""

from itertools import product

import numpy as np
import pytest

from bigre_solvers.matching import (
    DIMENSIONS,
    Encoder,
    Kind,
    Line,
    Person,
    Problem,
    Weights,
    check,
    lines_of,
    solve,
    stacked,
    vectors_of,
)
from bigre_solvers.matching.texts import Vector
from tests.factories.matching_problems import LANGUAGES
from tests.factories.offers_and_needs import SUBJECTS

type Cosines = dict[tuple[str, str], np.ndarray[tuple[int, int], np.dtype[np.float32]]]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The model, loaded once."""
    return Encoder()


@pytest.fixture(scope="module")
def vectors(encoder: Encoder) -> dict[str, Vector]:
    """Text → vector, for the whole corpus."""
    return encoder.vectors(text for subject in SUBJECTS.values() for language in subject for text in language)


@pytest.fixture(scope="module")
def cosines(vectors: dict[str, Vector]) -> Cosines:
    """Language of needs and language of offers → need × offer."""

    def stack(language: str, side: int) -> Vector:
        return np.array([vectors[getattr(subject, language)[side]] for subject in SUBJECTS.values()])

    return {(mine, theirs): stack(mine, 1) @ stack(theirs, 0).T for mine, theirs in product(LANGUAGES, repeat=2)}


def test_vectors_have_length_one_and_depend_on_their_text_alone(encoder: Encoder, vectors: dict[str, Vector]) -> None:
    lengths = np.linalg.norm(list(vectors.values()), axis=1)
    assert lengths == pytest.approx(np.ones(len(vectors)), abs=1e-5)
    text = SUBJECTS["choir"].nl[0]
    assert vectors[text] == pytest.approx(encoder.vectors([text])[text], abs=1e-5)
    assert encoder.vectors([]) == {}


@pytest.mark.parametrize("theirs", ["nl", "en"])
def test_a_french_need_is_nearer_to_its_dutch_and_english_offer_than_to_unrelated_ones(
    cosines: Cosines, theirs: str
) -> None:
    found = cosines["fr", theirs].argmax(axis=1)
    assert np.count_nonzero(found == np.arange(len(SUBJECTS))) >= 22


def test_nine_needs_of_ten_find_their_offer_first(cosines: Cosines) -> None:
    right = [one.argmax(axis=1) == np.arange(len(SUBJECTS)) for one in cosines.values()]
    assert np.mean(right) >= 0.92


def test_the_threshold_keeps_most_matches_and_few_others(cosines: Cosines) -> None:
    every = np.array(list(cosines.values()))
    own = np.broadcast_to(np.eye(len(SUBJECTS), dtype=np.bool_), every.shape)
    said = every > Weights().threshold
    assert said[own].mean() >= 0.75
    assert said[~own].mean() <= 0.0035
    assert own[said].mean() >= 0.9


def test_an_equal_tag_beats_the_best_text(encoder: Encoder, vectors: dict[str, Vector]) -> None:
    need, offer = SUBJECTS["grants"].fr[1], SUBJECTS["grants"].nl[0]
    tagged, by_text = Line("autre chose", frozenset({3})), Line(offer)
    alice = Person("alice", needs=(Line(need, frozenset({3})),))
    problem = Problem((alice, Person("bob", offers=(by_text,)), Person("charlie", offers=(tagged,))), per_person=2)
    rows = stacked(problem, {**vectors, **encoder.vectors([tagged.text])})
    result = solve(problem, 1, rows)
    assert check(problem, result, rows).violations == ()
    assert [(one.other(0), one.reasons_for(0)[0].kind, one.reasons_for(0)[0].tag) for one in result.of(0)] == [
        (2, Kind.THEY_OFFER_WHAT_YOU_SEEK, 3),
        (1, Kind.THEY_OFFER_WHAT_YOU_SEEK, None),
    ]


def test_rows_follow_the_lines_of_a_problem(vectors: dict[str, Vector]) -> None:
    offer, need = SUBJECTS["yoga"].en
    problem = Problem(
        (Person("alice", offers=(Line(offer),), needs=(Line(need),)), Person("bob", needs=(Line(offer),)))
    )
    rows = stacked(problem, vectors)
    assert [line.text for line in lines_of(problem)] == [offer, need, offer]
    assert rows == pytest.approx(np.array([vectors[offer], vectors[need], vectors[offer]]))
    assert vectors_of(Problem(()), Encoder()).shape == (0, DIMENSIONS)
