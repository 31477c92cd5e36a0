"""One clause per rule, on suggestions seen as people and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bigre_solvers.matching.checking.reasons import is_true
from bigre_solvers.matching.checking.worth import Worth
from bigre_solvers.matching.result import Lack, Result, Shortage, Suggestion

TOLERANCE = 1e-4
CLOSE = 2e-3  # scores nearer than that aren't told apart when something is said to have been possible
MOST_UNEXPECTED = 2


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: its name, the keys of the culprits, and a sentence."""

    rule: str
    culprits: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


@dataclass(frozen=True)
class Case:
    """A result beside what its pairs are worth."""

    worth: Worth
    result: Result

    @cached_property
    def partners(self) -> list[set[int]]:
        """For each person, who is suggested to them."""
        found: list[set[int]] = [set() for _ in self.worth.people]
        for one in self.result.suggestions:
            found[one.pair[0]].add(one.pair[1])
            found[one.pair[1]].add(one.pair[0])
        return found

    @cached_property
    def unexpected(self) -> Counter[int]:
        """Person → how many unexpected suggestions."""
        return Counter(person for one in self.result.suggestions if one.unexpected for person in one.pair)

    def broken(self, rule: str, sentence: str, *people: int) -> Violation:
        """A violation by some people."""
        keys = tuple(self.worth.people[person].key for person in people)
        return Violation(rule, keys, f"{' and '.join(map(repr, keys))} {sentence}")


type Clause = Callable[[Case], Iterator[Violation]]


def out_of_place(worth: Worth, result: Result) -> Iterator[Violation]:
    """Pairs are two different people, the smaller number first, each pair once."""
    times = Counter(one.pair for one in result.suggestions)
    for pair, count in times.items():
        if not 0 <= pair[0] < pair[1] < len(worth.people):
            yield Violation("out_of_place", (), f"{pair} isn't a pair of people, the smaller number first")
        if count > 1:
            yield Violation("out_of_place", (), f"{pair} is suggested {count} times")
    for one in result.shortages:
        if not 0 <= one.person < len(worth.people):
            yield Violation("out_of_place", (), f"{one.person}, said to have too few suggestions, is nobody")


def never_barred(case: Case) -> Iterator[Violation]:
    """Nobody is suggested whom one knows, was suggested before, or must not be suggested."""
    for one in case.result.suggestions:
        if frozenset(one.pair) in case.worth.barred:
            yield case.broken("never_barred", "must not be suggested to each other", *one.pair)


def can_talk(case: Case) -> Iterator[Violation]:
    """People who name their languages share one."""
    for one in case.result.suggestions:
        if not case.worth.can_talk(*one.pair):
            yield case.broken("can_talk", "have no language in common", *one.pair)


def often_enough(case: Case) -> Iterator[Violation]:
    """Nobody has more suggestions than `most`; who has fewer than `fewest` is named, with the true reason."""
    problem, said = case.worth.problem, {one.person: one for one in case.result.shortages}
    for person, partners in enumerate(case.partners):
        count = len(partners)
        if count > problem.most:
            yield case.broken("often_enough", f"has {count} suggestions, at most {problem.most}", person)
        if (count < problem.fewest) != (person in said):
            yield case.broken("often_enough", f"has {count} suggestions, and should or shouldn't be said short", person)
        elif person in said:
            yield from true_shortage(case, said[person])


def true_shortage(case: Case, shortage: Shortage) -> Iterator[Violation]:
    """Nobody could be added for a person, and it is said why."""
    person, worth = shortage.person, case.worth
    left = [k for k in range(len(worth.people)) if k != person and k not in case.partners[person]]
    talking = [k for k in left if worth.can_talk(person, k)]
    open_ = [k for k in talking if worth.admissible(person, k)]
    due = Lack.ALL_TAKEN if open_ else Lack.ALL_MET if talking else Lack.ALONE
    if shortage.lack != due:
        yield case.broken("true_shortage", f"is short because {due}, not {shortage.lack}", person)
    for other in open_:
        if len(case.partners[other]) < worth.problem.most:
            yield case.broken("true_shortage", "could be suggested to each other, the first is short", person, other)


def truly_unexpected(case: Case) -> Iterator[Violation]:
    """What is marked unexpected differs in most, and neither's best few must name it; at most two for anyone."""
    for one in case.result.suggestions:
        if one.unexpected and not (case.worth.problem.surprise and case.worth.may_surprise(*one.pair, -CLOSE)):
            yield case.broken("truly_unexpected", "are no unexpected suggestion", *one.pair)
    for person, count in case.unexpected.items():
        if count > MOST_UNEXPECTED:
            yield case.broken("truly_unexpected", f"has {count} unexpected suggestions", person)


def surprised_where_possible(case: Case) -> Iterator[Violation]:
    """Who has no unexpected suggestion couldn't have one."""
    worth = case.worth
    for person in range(len(worth.people) if worth.problem.surprise else 0):
        for other in range(len(worth.people) if not case.unexpected[person] else 0):
            free = case.unexpected[other] < MOST_UNEXPECTED
            if free and worth.admissible(person, other) and worth.may_surprise(person, other, CLOSE):
                yield case.broken("surprised_where_possible", "could surprise each other", person, other)


def true_reasons(case: Case) -> Iterator[Violation]:
    """Each of both has a reason at least, strongest first, each true; what is unexpected says what differs."""
    for one in case.result.suggestions:
        for person in one.pair:
            other, reasons = one.other(person), one.reasons_for(person)
            weights = [reason.weight for reason in reasons]
            if not reasons or weights != sorted(weights, reverse=True):
                yield case.broken("true_reasons", "need reasons, strongest first", person, other)
            for reason in reasons:
                if not is_true(case.worth, person, other, reason):
                    yield case.broken("true_reasons", f"are told what isn't true: {reason.kind}", person, other)
            if one.unexpected and not any(tells_difference(reason.kind) for reason in reasons):
                yield case.broken("true_reasons", "aren't told in what they differ", person, other)


def tells_difference(kind: str) -> bool:
    """Whether a reason says in what two people differ."""
    return kind == "far" or kind.startswith("other_")


def true_scores(case: Case) -> Iterator[Violation]:
    """A suggestion is worth what it says."""
    for one in case.result.suggestions:
        if abs(one.score - (due := case.worth.together(*one.pair))) > TOLERANCE:
            yield case.broken("true_scores", f"are worth {due:.4f}, not {one.score:.4f}", *one.pair)


def counted(suggestions: tuple[Suggestion, ...], per_person: int) -> float:
    """What usual suggestions are worth that are within `per_person` for both, unexpected ones included."""
    unexpected = Counter(person for one in suggestions if one.unexpected for person in one.pair)
    usual = sorted((one for one in suggestions if not one.unexpected), key=lambda one: (-one.score, one.pair))
    seen: Counter[int] = Counter()
    total = 0.0
    for one in usual:
        inside = [seen[person] < per_person - unexpected[person] for person in one.pair]
        seen.update(one.pair)
        total += one.score if all(inside) else 0.0
    return total


CLAUSES: tuple[Clause, ...] = (
    never_barred,
    can_talk,
    often_enough,
    truly_unexpected,
    surprised_where_possible,
    true_reasons,
    true_scores,
)
