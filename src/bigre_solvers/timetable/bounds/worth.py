"""What each wish is worth at most, over all criteria that count wishes, in integers rounded to the safe side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bigre_solvers.timetable.bounds.places import Place
from bigre_solvers.timetable.problem import Person, Problem
from bigre_solvers.timetable.shares import how_many_worst, repeats_by_activity, wish_count, wishes_of

LARGEST = 1 << 44  # all wishes together, in integers: sums and prices stay far from the limit of 64 bits


@dataclass(frozen=True, slots=True)
class Worth:
    """`of[person, activity]`: what is saved by granting that wish there; `things`: pairs that grant one wish together.

    What someone must attend grants its wish anyway and isn't listed. Costs are 1/`scale` each; `missed` is what all
    listed wishes cost when none is granted.
    """

    of: Mapping[tuple[str, str], Fraction]
    things: tuple[tuple[tuple[str, str], ...], ...]
    missed: Fraction

    @property
    def scale(self) -> int:
        """How many integer units one unit of cost has."""
        return int(LARGEST / max(self.missed, Fraction(1, LARGEST)))


def worth_of(problem: Problem, places: Mapping[str, Place]) -> Worth:
    """What `wishes`, `worst_off` and `worst_off_groups` would cost less for each wish granted.

    The worst-off tenth misses at least its number's share of what all miss together, so these criteria are at least a
    multiple of everybody's shortfalls: linear, as `wishes` is.
    """
    repeats = repeats_by_activity(problem)
    rates = shortfall_rates(problem)
    of: dict[tuple[str, str], Fraction] = {}
    things = []
    missed = Fraction(0)
    for person in problem.people:
        wished = wishes_of(person, repeats)
        total = sum((Fraction(wish.weight) for wish in wished), Fraction(0))
        for wish in wished:
            if any(person.key in places[key].musts for key in wish.activities):
                continue
            weight = Fraction(wish.weight)
            saved = Fraction(problem.weights.wishes) * weight / wish_count(person, repeats)
            saved += rates[person.key] * weight / total
            missed += saved
            pairs = tuple((person.key, key) for key in wish.activities)
            of.update(dict.fromkeys(pairs, saved))
            if len(pairs) > 1:
                things.append(pairs)
    return Worth(of, tuple(things), missed)


def shortfall_rates(problem: Problem) -> dict[str, Fraction]:
    """Person → what a shortfall of 1 of theirs costs at least, by `worst_off` and `worst_off_groups`."""
    wishing = [person for person in problem.people if person.wishes]
    members = Counter(person.group for person in wishing if person.group)
    alone = Fraction(problem.weights.worst_off) * tenth(len(wishing))
    grouped = Fraction(problem.weights.worst_off_groups) * tenth(len(members))

    def rate(person: Person) -> Fraction:
        return alone + (grouped / members[person.group] if person.group in members else 0)

    return {person.key: rate(person) for person in problem.people}


def tenth(count: int) -> Fraction:
    """The worst-off tenth of so many as a share of them."""
    return Fraction(how_many_worst(count), count) if count else Fraction(0)
