"""Each criterion decides where it should, in the words of each of both; and the checker finds what isn't so."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from bigre_solvers.matching import (
    Kind,
    Lack,
    Line,
    Person,
    Problem,
    Reason,
    Result,
    Shortage,
    Stance,
    Stances,
    check,
    solve,
)
from tests.factories.matching_problems import network

LYON, VALENCE, GHENT = (45.76, 4.84), (44.93, 4.89), (51.05, 3.72)
LIKE, UNLIKE = Stance.LIKE, Stance.UNLIKE
ACCOUNTS = frozenset({7})


def first_choice(alice: Person, *others: Person) -> tuple[str, tuple[Reason, ...]]:
    """Whom alice is suggested, when it is one at most and the others know each other, and why."""
    known = tuple((one.key, other.key) for one, other in combinations(others, 2))
    problem = Problem((alice, *others), known=known, per_person=1, fewest=0, most=1, surprise=False)
    result = solve(problem, 1)
    assert check(problem, result).violations == ()
    (suggestion,) = result.of(0)
    return problem.people[suggestion.other(0)].key, suggestion.reasons_for(0)


def alice(**told: Any) -> Person:
    return Person("alice", **told)


def one(number: int) -> frozenset[int]:
    return frozenset({number})


@pytest.mark.parametrize(
    ("told", "bob", "charlie", "reason"),
    [
        ({"trades": one(1), "stances": Stances(trade=LIKE)}, {"trades": one(1)}, {"trades": one(2)},
         Reason(Kind.SAME_TRADE, 1.0, of=1)),
        ({"trades": one(1), "stances": Stances(trade=UNLIKE)}, {"trades": one(2)}, {"trades": one(1)},
         Reason(Kind.OTHER_TRADE, 1.0)),
        ({"sectors": one(1), "stances": Stances(sector=LIKE)}, {"sectors": one(1)}, {},
         Reason(Kind.SAME_SECTOR, 0.75, of=1)),
        ({"sectors": one(1), "stances": Stances(sector=UNLIKE)}, {"sectors": one(2)}, {},
         Reason(Kind.OTHER_SECTOR, 0.75)),
        ({"ways": one(1), "stances": Stances(way=LIKE)}, {"ways": one(1)}, {"ways": one(2)},
         Reason(Kind.SAME_WAY, 0.5, of=1)),
        ({"ways": one(1), "stances": Stances(way=UNLIKE)}, {"ways": one(2)}, {"ways": one(1)},
         Reason(Kind.OTHER_WAY, 0.5)),
        ({"cooperatives": one(1), "stances": Stances(cooperative=LIKE)}, {"cooperatives": one(1)},
         {"cooperatives": one(2)}, Reason(Kind.SAME_COOPERATIVE, 0.75, of=1)),
        ({"cooperatives": one(1)}, {"cooperatives": one(2)}, {"cooperatives": one(1)},
         Reason(Kind.OTHER_COOPERATIVE, 0.25)),
        ({"point": LYON, "stances": Stances(territory=LIKE)}, {"point": LYON}, {"point": VALENCE},
         Reason(Kind.NEAR, 1.0, km=0)),
        ({"point": LYON, "stances": Stances(territory=UNLIKE)}, {"point": GHENT}, {"point": VALENCE},
         Reason(Kind.FAR, 0.999735, km=594)),
        ({"needs": (Line("mes comptes", ACCOUNTS),)}, {"offers": (Line("x"), Line("boekhouding", ACCOUNTS))}, {},
         Reason(Kind.THEY_OFFER_WHAT_YOU_SEEK, 2.0, offer=1, need=0, tag=7)),
        ({"offers": (Line("comptabilité", ACCOUNTS),)}, {"needs": (Line("accounts", ACCOUNTS),)}, {},
         Reason(Kind.THEY_SEEK_WHAT_YOU_OFFER, 1.25, offer=0, need=0, tag=7)),
    ],
)  # fmt: skip
def test_each_criterion_decides_and_says_so(
    told: dict[str, Any], bob: dict[str, Any], charlie: dict[str, Any], reason: Reason
) -> None:
    who, why = first_choice(alice(**told), Person("charlie", **charlie), Person("bob", **bob))
    assert (who, why[0]) == ("bob", reason)


def test_people_without_a_common_language_are_never_suggested() -> None:
    french = alice(languages=frozenset({"fr"}), needs=(Line("comptes", ACCOUNTS),))
    dutch = Person("bob", languages=frozenset({"nl"}), offers=(Line("boekhouding", ACCOUNTS),))
    both = Person("charlie", languages=frozenset({"nl", "fr"}))
    who, why = first_choice(french, dutch, both)
    assert (who, why) == ("charlie", (Reason(Kind.SHARED_LANGUAGE, language="fr"),))


def test_who_tells_nothing_is_suggested_too_and_that_is_said() -> None:
    assert first_choice(alice(), Person("bob")) == ("bob", (Reason(Kind.LITTLE_TOLD),))


def test_the_one_who_gains_less_counts_more() -> None:
    # Bob would gain much and alice nothing; with charlie, both gain something.
    accounts, moving = Line("comptes", ACCOUNTS), Line("camion", one(8))
    giver = alice(offers=(accounts,), stances=Stances(trade=LIKE), trades=one(1))
    taker = Person("bob", needs=(accounts,), trades=one(2))
    peer = Person("charlie", needs=(moving,), trades=one(1), stances=Stances(trade=LIKE))
    problem = Problem((giver, taker, peer), per_person=1, fewest=0, most=1, surprise=False)
    assert solve(problem, 1).suggestions[0].pair == (0, 1)
    fair = replace(problem, weights=replace(problem.weights, mutual=1.0, need=1.0, offer=0.5))
    assert solve(fair, 1).suggestions[0].pair == (0, 2)


def test_stances_are_followed_and_never_contradicted_in_words() -> None:
    problem = network(80, seed=3)
    for suggestion in solve(problem, 1).suggestions:
        for person in suggestion.pair:
            kinds = {reason.kind for reason in suggestion.reasons_for(person)}
            stances = problem.people[person].stances
            assert not (stances.trade is UNLIKE and Kind.SAME_TRADE in kinds)
            assert not (stances.territory is UNLIKE and Kind.NEAR in kinds)


CAST = network(12, seed=5)
GOOD = solve(CAST, 1)


def changed(**change: Any) -> Result:
    """The good result with its first suggestion changed."""
    return replace(GOOD, suggestions=(replace(GOOD.suggestions[0], **change), *GOOD.suggestions[1:]))


FIRST = GOOD.suggestions[0]
APART = (CAST.people[FIRST.pair[1]].key, CAST.people[FIRST.pair[0]].key)
NOTHING = replace(GOOD, suggestions=())
LIE = (Reason(Kind.SHARED_LANGUAGE, language="xx"),)


@pytest.mark.parametrize(
    ("problem", "result", "rules"),
    [
        (CAST, GOOD, set[str]()),
        (CAST, changed(score=99.0), {"true_scores", "misreported"}),
        (CAST, changed(reasons=((), FIRST.reasons[1])), {"true_reasons"}),
        (CAST, changed(reasons=(FIRST.reasons[0][::-1], FIRST.reasons[1])), {"true_reasons"}),
        (CAST, changed(reasons=(LIE, FIRST.reasons[1])), {"true_reasons"}),
        (CAST, changed(pair=(3, 3)), {"out_of_place"}),
        (CAST, replace(GOOD, suggestions=(*GOOD.suggestions, FIRST)), {"out_of_place"}),
        (CAST, replace(GOOD, shortages=(Shortage(0, Lack.ALONE),)), {"often_enough"}),
        (CAST, replace(GOOD, bound=0.1), {"beyond_bounds"}),
        (CAST, replace(GOOD, value=GOOD.value + 1), {"misreported"}),
        (replace(CAST, most=3, fewest=3), NOTHING, {"often_enough", "surprised_where_possible", "misreported"}),
        (replace(CAST, forbidden=(APART,)), GOOD, {"never_barred"}),
        (replace(CAST, surprise=False), GOOD, {"truly_unexpected"}),
        (replace(CAST, per_person=1, fewest=1, most=1, surprise=False), GOOD, {"often_enough", "truly_unexpected"}),
    ],
)  # fmt: skip
def test_the_checker_finds_what_is_wrong(problem: Problem, result: Result, rules: set[str]) -> None:
    found = {violation.rule for violation in check(problem, result).violations}
    assert rules <= found if rules else found == set()


def test_an_unexpected_suggestion_must_differ_and_not_be_among_the_best() -> None:
    usual = next(k for k, suggestion in enumerate(GOOD.suggestions) if not suggestion.unexpected)
    boast = replace(
        GOOD,
        suggestions=tuple(replace(s, unexpected=s.unexpected or k == usual) for k, s in enumerate(GOOD.suggestions)),
    )
    assert "truly_unexpected" in {violation.rule for violation in check(CAST, boast).violations}
