"""The search for a repair: models of growing reach, until one proves that nothing lighter exists."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from bigre_solvers.timetable.held import Held
from bigre_solvers.timetable.repairing.liking import Liking
from bigre_solvers.timetable.repairing.model import RepairModel, solver_for, total
from bigre_solvers.timetable.repairing.reach import Allowed, Reach
from bigre_solvers.timetable.repairing.situation import Situation
from bigre_solvers.timetable.result import Placement

type Places = dict[str, list[Placement]]

LARGEST = 60_000
CHOOSING = 0.2
KEPT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """An assignment, how many units it leaves out, the weight it moves besides what must, and whether that is least."""

    assignment: dict[str, Placement]
    out: int
    extra: int
    proven: bool


class Seen(cp_model.CpSolverSolutionCallback):
    """Keeps the last solutions on the way to the best."""

    def __init__(self, model: RepairModel) -> None:
        super().__init__()
        self.model = model
        self.assignments: list[dict[str, Placement]] = []

    def on_solution_callback(self) -> None:
        """Called by the solver at each better solution."""
        self.assignments = [*self.assignments[1 - KEPT :], self.model.read(self)]


@dataclass
class Search:
    """Repairs of one situation; the effort spent is counted in deterministic seconds."""

    situation: Situation
    seed: int
    liking: Liking = field(init=False)
    reach: Reach = field(init=False)
    spent: float = 0.0
    exhausted: bool = False

    def __post_init__(self) -> None:
        self.liking = Liking(self.situation)
        self.reach = Reach(self.situation, lambda _key, _place: True)

    def fewest(self, effort: float) -> Found:
        """The repair that leaves out fewest, then touches least; nothing at all where all stands."""
        if not self.situation.in_doubt:
            return Found(dict(self.situation.placed), 0, 0, proven=True)
        return self.widened(self.reach, effort)

    def greedily(self, reach: Reach) -> Found:
        """What is in doubt takes, those with the fewest places first, a place that is free; nothing else moves."""
        situation, doubtful = self.situation, self.situation.in_doubt
        found = {key: place for key, place in situation.staying.assignment.items() if key not in doubtful}
        options = {key: [place for place, *_ in reach.places_of(key)] for key in sorted(doubtful)}
        for key in sorted(doubtful, key=lambda key: (len(options[key]), -situation.weights[key], key)):
            held, own = Held(situation.ties, found), situation.placed.get(key)
            if situation.siblings(key).isdisjoint(found):
                free = (place for place in options[key] if held.is_free(situation.ties.activities[key], place))
                place = min(free, key=lambda place: place != own, default=None)
                if place is not None:
                    found[key] = place
        ordered = {key: found[key] for key in situation.ties.activities if key in found}
        must = sum(situation.weights[key] for key in situation.struck)
        return Found(ordered, len(situation.out(found)), situation.weigh(found) - must, proven=False)

    def only(self, allowed: Allowed, fewest: Found, effort: float) -> Found | None:
        """The best repair in which what was placed goes only where allowed; None if it leaves out more."""
        placed = self.situation.placed
        reach = Reach(self.situation, lambda key, place: key not in placed or allowed(key, place))
        homeless = [unit for unit in self.situation.units if not any(map(reach.has_place, unit))]
        if len(homeless) > fewest.out:
            return None
        found = self.widened(reach, effort)
        return found if found.out <= fewest.out else None

    def sparing(self, fewest: Found, effort: float) -> Found | None:
        """The best repair that keeps in place the activity that touches most among those that needn't have moved."""
        moved = self.situation.disturbed(fewest.assignment)
        if not moved:
            return None
        spared = max(moved, key=lambda key: (self.situation.weights[key], key))
        return self.only(lambda key, _place: key != spared, fewest, effort)

    def leaving_one_more_out(self, fewest: Found, effort: float) -> Found | None:
        """The best repair that leaves out one more of what the change struck; None unless others then move less.

        It needs no more moves than `fewest`, so that candidates within its weight suffice.
        """
        situation = self.situation
        held = {key for key in situation.in_doubt if key in fewest.assignment}
        model = self.modelled(self.reach.within(fewest.extra))
        model.model.add(model.left_out() == fewest.out + 1)
        model.model.add_bool_or(out for unit, out in model.out.items() if held.intersection(unit))
        self.spent = 0.0
        found = self.solved(model, effort, fewest)
        if found is None or found.extra >= fewest.extra:
            return None
        return self.liked(model, replace(found, proven=found.proven and fewest.proven))

    def widened(self, reach: Reach, effort: float) -> Found:
        """Lets ever more weight move until the best repair is proven, or the effort or the size of the model ends."""
        self.spent, slack, places = 0.0, 0, reach.within(0)
        best, best_model = self.greedily(reach), (model := self.modelled(places))
        while True:
            found = self.solved(model, effort - self.spent, best)
            if found and (found.out, found.extra) <= (best.out, best.extra):
                best, best_model = found, model
            wider = None if self.exhausted else self.wider(reach, slack, places, best)
            if wider is None or size(wider[1]) > LARGEST:
                break
            slack, places = wider
            model = self.modelled(places)
        return self.liked(best_model, replace(best, proven=wider is None and not self.exhausted))

    def wider(self, reach: Reach, slack: int, places: Places, best: Found) -> tuple[int, Places] | None:
        """The next slack that brings new places, and these; None when nothing better can need more slack."""
        while not self.is_least(best, slack):
            slack = self.next_slack(slack, best)
            found = reach.within(slack)
            if found != places:
                return slack, found
        return None

    def is_least(self, best: Found, slack: int) -> bool:
        """Whether nothing better can need more slack than was given."""
        if slack >= self.situation.movable_weight:
            return True
        return best.out == self.situation.certainly_out and best.extra <= slack + 1

    def next_slack(self, slack: int, best: Found) -> int:
        """Twice as much, and no more than what would still be better than the best."""
        weights = sorted(self.situation.weights[key] for key in self.situation.staying.assignment)
        wider = min(max(2 * slack, weights[len(weights) // 4]), self.situation.movable_weight)
        if best.out == self.situation.certainly_out:
            return max(slack + 1, min(wider, best.extra - 1))
        return wider

    def modelled(self, places: Places) -> RepairModel:
        """The model with these candidate places."""
        model = RepairModel(self.situation, places)
        model.build()
        return model

    def solved(self, model: RepairModel, effort: float, known: Found) -> Found | None:
        """The model's best: fewest left out, then least weight; `proven` says that the model has no better one."""
        most = 1 + sum(self.situation.weights.values())
        model.model.minimize(most * model.left_out() + model.touched())
        model.hint(known.assignment)
        solver = solver_for(self.seed, max(effort, 1e-3))
        status = solver.solve(model.model)
        self.spent += solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.exhausted = status != cp_model.INFEASIBLE
            return None
        self.exhausted = status != cp_model.OPTIMAL
        out, extra = round(solver.value(model.left_out())), round(solver.value(model.touched()))
        return Found(model.read(solver), out, extra, not self.exhausted)

    def liked(self, model: RepairModel, found: Found) -> Found:
        """Among repairs that leave out and touch as much, the one that serves people best, as far as was looked."""
        model.model.add(model.left_out() == found.out)
        model.model.add(model.touched() == found.extra)
        costs = [self.liking.of_place(key, place) * held for (key, place), held in model.at.items()]
        losses = [self.loss(unit) * out for unit, out in model.out.items()]
        model.model.minimize(total([*costs, *losses]))
        model.hint(found.assignment)
        seen = Seen(model)
        solver_for(self.seed, CHOOSING).solve(model.model, seen)
        best = min([found.assignment, *seen.assignments], key=self.liking.of)
        return replace(found, assignment=best)

    def loss(self, unit: tuple[str, ...]) -> int:
        """What it costs, beside comfort, to leave out this unit rather than another."""
        return 10 * max(self.situation.weights[key] for key in unit)


def size(places: Places) -> int:
    """How many candidate places there are."""
    return sum(map(len, places.values()))
