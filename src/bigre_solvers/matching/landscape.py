"""The best few others of each person, found by weighing all pairs, block by block."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from bigre_solvers.matching.engine.arrays import Crowd, Floats, Longs, Ranks, Singles, Ties
from bigre_solvers.matching.engine.ranking import gather
from bigre_solvers.matching.engine.weighing import survey, survey_one

BLOCK = 64  # people weighed at once: their cosines with all lines stay small
FEWEST_KEPT, MOST_KEPT, KEPT_IN_ALL = 64, 250, 400_000
DIFFERENCES_KEPT = 32


@dataclass(frozen=True, slots=True)
class Cosines:
    """How near each offer is to each need, computed where asked for."""

    crowd: Crowd
    offers: Singles
    needs: Singles

    def of(self, first: int, last: int, onward: int) -> tuple[Singles, Singles]:
        """Needs of some people × all offers, and their offers × all needs; columns of people before `onward` are 0."""
        needs = self.needs[self.crowd.need_at[first] : self.crowd.need_at[last]]
        offers = self.offers[self.crowd.offer_at[first] : self.crowd.offer_at[last]]
        gets = np.zeros((len(needs), len(self.offers)), np.float32)
        gives = np.zeros((len(offers), len(self.needs)), np.float32)
        after = int(self.crowd.offer_at[onward])
        np.matmul(needs, self.offers[after:].T, out=gets[:, after:])
        after = int(self.crowd.need_at[onward])
        np.matmul(offers, self.needs[after:].T, out=gives[:, after:])
        return gets, gives


class Landscape:
    """Who is best for whom (`best`), and who would be most unexpected (`strange`); both of admissible pairs only.

    It is the same for any number of cores.
    """

    def __init__(self, crowd: Crowd, offers: Singles, needs: Singles, per_person: int, cores: int = 1) -> None:
        self.crowd, self.size = crowd, len(crowd.placed)
        self.cosines = Cosines(crowd, offers, needs)
        others, evenly = max(0, self.size - 1), KEPT_IN_ALL // max(1, self.size)
        self._kept = min(others, max(FEWEST_KEPT, 2 * per_person, min(MOST_KEPT, evenly)))
        self._strange_kept = min(others, max(DIFFERENCES_KEPT, evenly // 4))
        self._marked = np.zeros(self.size, np.int32)
        (self.best, self.strange), *rest = self.survey(max(1, cores))
        for best, strange in rest:
            gather(self.best, best)
            gather(self.strange, strange)

    def survey(self, cores: int) -> list[tuple[Ranks, Ranks]]:
        """The best of both kinds, as far as each core has seen."""
        blocks = range(0, self.size, BLOCK)
        if cores == 1 or len(blocks) < 2 * cores:
            return [self.survey_blocks(blocks)]
        with ThreadPoolExecutor(cores) as pool:
            return list(pool.map(self.survey_blocks, (blocks[k::cores] for k in range(cores))))

    def survey_blocks(self, blocks: Iterable[int]) -> tuple[Ranks, Ranks]:
        """The best of both kinds among pairs of people of some blocks with those who come after."""
        best, strange = empty_ranks(self.size, self._kept), empty_ranks(self.size, self._strange_kept)
        marked = np.zeros(self.size, np.int32)
        for first in blocks:
            last = min(self.size, first + BLOCK)
            survey(self.crowd, first, last, *self.cosines.of(first, last, first), marked, best, strange)
        return best, strange

    def row(self, person: int) -> tuple[Floats, Floats]:
        """What a person and each other are worth together, and how unexpected that is; -1: not admissible."""
        score, unlike = np.empty(self.size), np.empty(self.size)
        gets, gives = self.cosines.of(person, person + 1, 0)
        survey_one(self.crowd, person, gets, gives, self._marked, score, unlike)
        return score, unlike

    def nth_best(self, n: int) -> Floats:
        """Person → the score of their n-th best other; infinitely little for who has fewer."""
        found = np.full(self.size, -np.inf)
        for person in np.flatnonzero(self.best.kept >= n).tolist():
            own = self.best.rank[person, : self.best.kept[person]]
            found[person] = np.partition(own, len(own) - n)[len(own) - n]
        return found

    def cuts(self) -> Floats:
        """Person → no pair that was left out of `best` is worth more to them."""
        if not self.best.rank.shape[1]:
            return np.zeros(self.size)
        full = self.best.kept == self.best.rank.shape[1]
        return np.where(full & (self.best.kept < self.size - 1), self.best.rank[:, 0], 0.0)


def empty_ranks(people: int, most: int) -> Ranks:
    """Nobody yet."""
    return Ranks(
        kept=np.zeros(people, np.int32),
        least=np.full(people, -np.inf if most else np.inf),
        rank=np.zeros((people, most)),
        other=np.zeros((people, most), np.int32),
        beside=np.zeros((people, most)),
    )


def ties_of(ranks: Ranks, without: Longs, people: int) -> tuple[Ties, Floats]:
    """The pairs of some ranks, each once, best first, but those of `without` (see `codes`); and the other measure."""
    kept = np.arange(ranks.rank.shape[1])[None, :] < ranks.kept[:, None]
    person = np.broadcast_to(np.arange(people)[:, None], kept.shape)[kept]
    code = codes(person, ranks.other[kept], people)
    code, where = np.unique(code, return_index=True)
    score, beside = ranks.rank[kept][where], ranks.beside[kept][where]
    stay = ~np.isin(code, without)
    code, score, beside = code[stay], score[stay], beside[stay]
    order = np.argsort(-score, kind="stable")
    return tied((code // people)[order], (code % people)[order], score[order], people), beside[order]


def codes(one: np.ndarray, other: np.ndarray, people: int) -> Longs:
    """One number for each pair, the same both ways."""
    found: Longs = np.minimum(one, other).astype(np.int64) * people + np.maximum(one, other)
    return found


def tied(one: np.ndarray, other: np.ndarray, score: Floats, people: int) -> Ties:
    """Pairs in an order, with the rows of each person."""
    ends = np.concatenate([one, other]).astype(np.int32)
    to = np.concatenate([other, one]).astype(np.int32)
    order = np.lexsort((to, ends))
    number = np.tile(np.arange(len(one), dtype=np.int32), 2)
    most = np.zeros(people)
    np.maximum.at(most, ends, np.tile(score, 2))
    at = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=people))]).astype(np.int32)
    return Ties(one.astype(np.int32), other.astype(np.int32), score, at, to[order], number[order], most)
