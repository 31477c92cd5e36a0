"""The constraint model of a repair: which candidate place each movable activity takes, if any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ortools.sat.python import cp_model

from bigre_solvers.timetable.repairing.situation import Situation
from bigre_solvers.timetable.result import Placement

type When = tuple[int, str]


@dataclass
class RepairModel:
    """`at[activity, place]`, `starts[activity][start, site]`, `out[unit]`; all else stays where it was."""

    situation: Situation
    places: Mapping[str, Sequence[Placement]]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    at: dict[tuple[str, Placement], cp_model.IntVar] = field(default_factory=dict)
    starts: dict[str, dict[When, cp_model.IntVar]] = field(default_factory=dict)
    out: dict[tuple[str, ...], cp_model.IntVar] = field(default_factory=dict)

    def build(self) -> None:
        """All variables and constraints, one function each."""
        self.one_place_each()
        self.one_start_each()
        self.out_when_nothing_of_a_unit_is_held()
        self.one_activity_per_space_at_a_time()
        self.ties_are_kept()
        self.pools_suffice()
        self.disputes_are_settled()

    def one_place_each(self) -> None:
        """An activity takes at most one of its places."""
        for key, places in self.places.items():
            for place in places:
                self.at[key, place] = self.model.new_bool_var("")
            self.model.add_at_most_one(self.at[key, place] for place in places)

    def one_start_each(self) -> None:
        """An activity starts, on a site, when it is in one of the site's spaces."""
        sites = {key: space.site for key, space in self.situation.ties.spaces.items()}
        for key, places in self.places.items():
            groups: dict[When, list[Placement]] = {}
            for place in places:
                groups.setdefault((place.start, sites[place.space]), []).append(place)
            self.starts[key] = {}
            for when, group in groups.items():
                start = self.at[key, group[0]] if len(group) == 1 else self.model.new_bool_var("")
                if len(group) > 1:
                    self.model.add(sum(self.at[key, place] for place in group) == start)
                self.starts[key][when] = start

    def out_when_nothing_of_a_unit_is_held(self) -> None:
        """A unit is out when nothing of it is held; of alternatives, one is held at most."""
        for unit in self.situation.units:
            if all(key in self.places or key not in self.situation.staying.assignment for key in unit):
                self.out[unit] = self.model.new_bool_var("")
                held = [self.at[key, place] for key in unit for place in self.places.get(key, ())]
                self.model.add_exactly_one(self.out[unit], *held)

    def one_activity_per_space_at_a_time(self) -> None:
        """A space holds one activity at a time: those that overlap meet where one of them starts."""
        by_space: dict[str, list[tuple[int, int, cp_model.IntVar]]] = {}
        for (key, place), held in self.at.items():
            end = place.start + self.situation.ties.activities[key].duration
            by_space.setdefault(place.space, []).append((place.start, end, held))
        for stays in by_space.values():
            for tick in sorted({start for start, _, _ in stays}):
                self.model.add_at_most_one(held for start, end, held in stays if start <= tick < end)

    def ties_are_kept(self) -> None:
        """Shared people, travel, conflicts, order and alternatives, pair by pair."""
        ties = self.situation.ties
        for one in self.places:
            for other in ties.others[one]:
                if other in self.places and one < other:
                    for (start, site), here in self.starts[one].items():
                        barred = [
                            there
                            for (other_start, other_site), there in self.starts[other].items()
                            if self.apart(one, other, ties.gap(site, other_site), other_start - start)
                        ]
                        if barred:
                            self.model.add_at_most_one(here, *barred)

    def apart(self, one: str, other: str, gap: int, later: int) -> bool:
        """Whether the other may not start so much later."""
        before, after = self.situation.ties.reach(one, other, gap)
        return -before < later < after

    def pools_suffice(self) -> None:
        """At each tick at which something starts, no more units of a pool are drawn than there are."""
        activities = self.situation.ties.activities
        held = self.situation.staying.assignment
        for pool in self.situation.problem.pools:
            drawn: list[tuple[int, int, int, cp_model.IntVar | int]] = []
            for key, units in ((key, one.equipment.get(pool.key, 0)) for key, one in activities.items()):
                length = activities[key].duration
                if units and key in self.places:
                    drawn += [(t, t + length, units, start) for (t, _), start in self.starts[key].items()]
                elif units and key in held:
                    drawn.append((held[key].start, held[key].start + length, units, 1))
            for tick in sorted({start for start, _, _, _ in drawn}):
                running = [units * drawing for start, end, units, drawing in drawn if start <= tick < end]
                self.model.add(total(running) <= pool.units)

    def disputes_are_settled(self) -> None:
        """Two that can't stand together don't both stay."""
        if any(one not in self.places and other not in self.places for one, other in self.situation.disputes):
            self.model.add_bool_or([])

    def touched(self) -> cp_model.LinearExpr:
        """Weight moved besides what must move."""
        weights, own = self.situation.weights, self.situation.staying.assignment
        stays = {key: self.at.get((key, own[key]), 0) for key in self.places if key in own}
        return total([weights[key] * (1 - stay) for key, stay in stays.items()])

    def left_out(self) -> cp_model.LinearExpr:
        """How many units are out."""
        return total(list(self.out.values()))

    def hint(self, assignment: Mapping[str, Placement]) -> None:
        """Starts from a known repair."""
        cast("Any", self.model).clear_hints()  # its published type is untyped
        for (key, place), held in self.at.items():
            self.model.add_hint(held, assignment.get(key) == place)

    def read(self, value: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> dict[str, Placement]:
        """The assignment of a solution, in the problem's order."""
        chosen = {key: place for (key, place), held in self.at.items() if value.value(held)}
        staying = self.situation.staying.assignment
        whole = {**{key: place for key, place in staying.items() if key not in self.places}, **chosen}
        return {key: whole[key] for key in self.situation.ties.activities if key in whole}


def total(terms: Sequence[cp_model.LinearExprT]) -> cp_model.LinearExpr:
    """The sum of the terms, an expression even where there are none."""
    return cp_model.LinearExpr.sum([*terms, cp_model.LinearExpr.constant(0)])


def solver_for(seed: int, effort: float) -> cp_model.CpSolver:
    """A solver that gives the same for the same model, seed and effort (deterministic seconds)."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Measured on the demo edition: these prove in the same effort what the defaults leave open.
    solver.parameters.linearization_level = 2
    solver.parameters.optimize_with_lb_tree_search = True
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.random_seed = seed % (1 << 31)
    solver.parameters.max_deterministic_time = effort
    return solver
