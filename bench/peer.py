"""The peer: the constraint model that a competent engineer would write first for a timetabling problem (CP-SAT).

Every hard rule and every criterion of the problem, without hints; `UnmodelledProblem` says what it can't express.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product
from time import monotonic

from ortools.sat.python import cp_model

from bench.peer_comfort import UnmodelledProblem, comfort
from bigre_solvers.timetable import Activity, Placement, Problem, Result, Space, Status, Unplaced
from bigre_solvers.timetable.problem import Window, fitting_starts, musts_of, present
from bigre_solvers.timetable.shares import repeats_by_activity, wish_count, wishes_of

SCALE = 1_000_000
type Bool = cp_model.IntVar
type Terms = list[tuple[cp_model.LinearExprT, float]]


@dataclass
class Peer:
    """Variables: `placed[a]`, `start[a]`, `held[a, space]`, `there[person, a]`; `costs` are summed with weights."""

    problem: Problem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    placed: dict[str, Bool] = field(default_factory=dict)
    starts: dict[str, list[int]] = field(default_factory=dict)
    start: dict[str, cp_model.IntVar] = field(default_factory=dict)
    running: dict[str, cp_model.IntervalVar] = field(default_factory=dict)
    held: dict[tuple[str, str], Bool] = field(default_factory=dict)
    there: dict[tuple[str, str], Bool] = field(default_factory=dict)
    costs: Terms = field(default_factory=list)

    def __post_init__(self) -> None:
        self.activities = {one.key: one for one in self.problem.activities}
        self.musts = musts_of(self.problem)
        self.repeats = repeats_by_activity(self.problem)
        if self.problem.travels or self.problem.weights.worst_off or self.problem.weights.worst_off_groups:
            raise UnmodelledProblem("the peer knows neither travel nor fairness")

    def build(self) -> None:
        """All variables and rules, one function each, then the objective."""
        self.starts_where_allowed()
        self.one_space_each()
        self.one_activity_per_space_at_a_time()
        self.attendance()
        self.one_activity_per_person_at_a_time()
        self.seats()
        self.orders_and_conflicts()
        self.equipment()
        self.alternatives_and_repeats()
        self.missed_wishes()
        self.theme_clashes()
        self.short_nights()
        comfort(self)
        self.minimise()

    def choice(self) -> Bool:
        """A new yes-or-no variable."""
        return self.model.new_bool_var("")

    def starts_where_allowed(self) -> None:
        """Starts inside blocks, at own starts, pinned, within the activity's windows."""
        for activity in self.problem.activities:
            starts = [
                start
                for start in fitting_starts(self.problem, activity)
                if activity.pinned_start in (None, start)
                and present(activity.availability, start, start + activity.duration)
            ]
            self.starts[activity.key] = starts
            self.placed[activity.key] = self.choice()
            self.start[activity.key] = self.model.new_int_var_from_domain(
                cp_model.Domain.from_values(starts or [0]), ""
            )
            if not starts:
                self.model.add(self.placed[activity.key] == 0)
            self.running[activity.key] = self.interval(activity, self.placed[activity.key])

    def interval(self, activity: Activity, present_if: Bool) -> cp_model.IntervalVar:
        """The activity as an optional interval."""
        start = self.start[activity.key]
        return self.model.new_optional_fixed_size_interval_var(start, activity.duration, present_if, "")

    def starts_in(self, windows: tuple[Window, ...] | None, activity: Activity, only_if: Bool) -> None:
        """If the variable is true, the windows cover the activity."""
        if windows is not None:
            starts = fitting_starts(self.problem, activity)
            inside = [start for start in starts if present(windows, start, start + activity.duration)]
            domain = cp_model.Domain.from_values(inside)
            self.model.add_linear_expression_in_domain(self.start[activity.key], domain).only_enforce_if(only_if)

    def one_space_each(self) -> None:
        """A placed activity is held in exactly one space, which suits it and is open; misfit costs."""
        for activity in self.problem.activities:
            for space in self.problem.spaces:
                if self.suits(space, activity):
                    held = self.held[activity.key, space.key] = self.choice()
                    self.starts_in(space.availability, activity, held)
                    if space.capacity is not None and activity.audience is not None:
                        misfit = abs(space.capacity - activity.audience) / max(space.capacity, activity.audience, 1)
                        self.costs.append((held, self.problem.weights.room_fit * misfit))
            self.model.add(sum(self.spaces_of(activity.key).values()) == self.placed[activity.key])

    def suits(self, space: Space, activity: Activity) -> bool:
        """Whether the space is large enough and equipped, and is the pinned one if any."""
        if activity.pinned_space not in (None, space.key) or not activity.features <= space.features:
            return False
        return space.capacity is None or space.capacity >= max(activity.seats or 0, len(self.musts[activity.key]))

    def spaces_of(self, key: str) -> dict[str, Bool]:
        """Space → whether the activity is held there."""
        found = ((space.key, self.held.get((key, space.key))) for space in self.problem.spaces)
        return {space: held for space, held in found if held is not None}

    def one_activity_per_space_at_a_time(self) -> None:
        """Optional intervals in a space don't overlap."""
        for space in self.problem.spaces:
            self.model.add_no_overlap(
                self.interval(one, self.held[one.key, space.key])
                for one in self.problem.activities
                if (one.key, space.key) in self.held
            )

    def attendance(self) -> None:
        """People attend what they wish (or must), while they are present and where the space suits them."""
        spaces = {space.key: space for space in self.problem.spaces}
        for person in self.problem.people:
            musts = [key for key in self.activities if person.key in self.musts[key]]
            granting = (key for wish in wishes_of(person, self.repeats) for key in wish.activities)
            for key in dict.fromkeys((*granting, *musts)):
                there = self.placed[key] if key in musts else self.choice()
                self.there[person.key, key] = there
                self.model.add_implication(there, self.placed[key])
                self.starts_in(person.availability, self.activities[key], there)
                for space, held in self.spaces_of(key).items():
                    if not person.features <= spaces[space].features:
                        self.model.add_bool_or(~there, ~held)

    def one_activity_per_person_at_a_time(self) -> None:
        """Intervals that a person attends don't overlap."""
        attended: dict[str, list[cp_model.IntervalVar]] = {}
        for (person, key), there in self.there.items():
            attended.setdefault(person, []).append(self.interval(self.activities[key], there))
        for intervals in attended.values():
            self.model.add_no_overlap(intervals)

    def seats(self) -> None:
        """No more attend than the activity and its space have seats."""
        capacity = {space.key: space.capacity for space in self.problem.spaces}
        comers: dict[str, list[Bool]] = {key: [] for key in self.activities}
        for (_, key), there in self.there.items():
            comers[key].append(there)
        for key, people in comers.items():
            seats = self.activities[key].seats
            if seats is not None and seats < len(people):
                self.model.add(sum(people) <= seats)
            for space, held in self.spaces_of(key).items():
                size = capacity[space]
                if size is not None and size < len(people):
                    self.model.add(sum(people) <= size).only_enforce_if(held)

    def orders_and_conflicts(self) -> None:
        """What comes before ends first; activities in conflict don't overlap."""
        for order in self.problem.precedences:
            both = [self.placed[order.before], self.placed[order.after]]
            end = self.start[order.before] + self.activities[order.before].duration
            self.model.add(end <= self.start[order.after]).only_enforce_if(both)
        for one, other in self.problem.conflicts:
            if one != other:
                self.model.add_no_overlap([self.running[one], self.running[other]])

    def equipment(self) -> None:
        """What runs at the same time takes no more from a pool than it has."""
        for pool in self.problem.pools:
            takers = [one for one in self.problem.activities if one.equipment.get(pool.key, 0) > 0]
            demands = [one.equipment[pool.key] for one in takers]
            self.model.add_cumulative([self.running[one.key] for one in takers], demands, pool.units)

    def alternatives_and_repeats(self) -> None:
        """At most one of alternatives is held; of repeats, nobody attends two that they needn't attend."""
        for group in self.problem.alternatives:
            self.model.add_at_most_one(self.placed[key] for key in group)
        for group, person in product(self.problem.repeats, self.problem.people):
            free = [key for key in group if (person.key, key) in self.there and person.key not in self.musts[key]]
            self.model.add_at_most_one(self.there[person.key, key] for key in free)

    def missed_wishes(self) -> None:
        """A missed wish costs its weight over the number of the person's wishes."""
        for person in self.problem.people:
            for wish in wishes_of(person, self.repeats):
                granting = [self.there[person.key, key] for key in wish.activities]
                missed = self.choice()
                self.model.add_bool_or([missed, *granting])
                self.costs.append(
                    (missed, self.problem.weights.wishes * wish.weight / wish_count(person, self.repeats))
                )

    def theme_clashes(self) -> None:
        """Two activities of one theme run one after the other, or clash and cost."""
        for one, other in combinations(self.problem.activities, 2):
            themes = len(one.themes & other.themes)
            if themes and self.problem.weights.theme_spread:
                first, second, clash = self.choice(), self.choice(), self.choice()
                self.model.add(self.start[one.key] + one.duration <= self.start[other.key]).only_enforce_if(first)
                self.model.add(self.start[other.key] + other.duration <= self.start[one.key]).only_enforce_if(second)
                self.model.add_bool_or(first, second, clash, ~self.placed[one.key], ~self.placed[other.key])
                self.costs.append((clash, self.problem.weights.theme_spread * themes))

    def short_nights(self) -> None:
        """Someone who leads late and, the next day, early: the night costs."""
        if not self.problem.weights.late_then_early:
            return
        leading: dict[str, list[Activity]] = {}
        for activity in self.problem.activities:
            for person in set(activity.leaders):
                leading.setdefault(person, []).append(activity)
        for activities in leading.values():
            for night in range(self.problem.horizon // self.problem.ticks_per_day):
                late = [self.held_on(one, night, late=True) for one in activities]
                early = [self.held_on(one, night + 1, late=False) for one in activities]
                short = self.choice()
                for one, other in product(late, early):
                    self.model.add_bool_or(~one, ~other, short)
                self.costs.append((short, self.problem.weights.late_then_early))

    def held_on(self, activity: Activity, day: int, *, late: bool) -> Bool:
        """A variable that is true if the activity ends late (or starts early) that day."""
        found = self.choice()
        per_day, minutes = self.problem.ticks_per_day, self.problem.tick_minutes
        elsewhere = [
            start
            for start in fitting_starts(self.problem, activity)
            if start // per_day != day
            or (late and (start % per_day + activity.duration) * minutes <= self.problem.late_minute)
            or (not late and start % per_day * minutes >= self.problem.early_minute)
        ]
        outside = cp_model.Domain.from_values(elsewhere)
        in_domain = self.model.add_linear_expression_in_domain(self.start[activity.key], outside)
        in_domain.only_enforce_if(~found, self.placed[activity.key])
        return found

    def minimise(self) -> None:
        """As few as possible left out, then the weighted costs."""
        optional = {key: group for group in self.problem.alternatives for key in group}
        total = sum(abs(weight) for _, weight in self.costs) + 1
        left_out = [1 - placed for key, placed in self.placed.items() if key not in optional]
        terms = [round(SCALE * weight) * cost for cost, weight in self.costs]
        terms += [round(SCALE * total) * one for one in left_out]
        for group in self.problem.alternatives:
            terms.append(round(SCALE * total) * (1 - sum(self.placed[key] for key in group)))
        self.model.minimize(sum(terms))


def solve_as_peer(problem: Problem, seconds: float, seed: int, cores: int) -> tuple[Result | None, float | None]:
    """The best result found within `seconds`, building the model included, and the bound proven (None: nothing).

    The bound is on the cost including what is left out.
    """
    began = monotonic()
    peer = Peer(problem)
    peer.build()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = cores
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (monotonic() - began))
    if solver.solve(peer.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    return read(peer, solver, seed), solver.best_objective_bound / SCALE


def read(peer: Peer, solver: cp_model.CpSolver, seed: int) -> Result:
    """The solver's timetable."""
    held = [key for key, held in peer.held.items() if solver.boolean_value(held)]
    assignment = {key: Placement(solver.value(peer.start[key]), space) for key, space in held}
    attendance: dict[str, list[str]] = {person.key: [] for person in peer.problem.people}
    for (person, key), there in peer.there.items():
        if solver.boolean_value(there):
            attendance[person].append(key)
    left_out = tuple(Unplaced(key, ()) for key in peer.activities if key not in assignment)
    return Result(
        status=Status.PARTIAL if left_out else Status.COMPLETE,
        assignment=assignment,
        attendance={
            one: tuple(sorted(keys, key=lambda key: assignment[key].start)) for one, keys in attendance.items()
        },
        costs={},
        unplaced=left_out,
        seed=seed,
        iterations=0,
    )
