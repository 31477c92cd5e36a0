"""The end game: for fixed starts, the best spaces and attendance of one block, exactly, by constraint programming."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations

from ortools.sat.python import cp_model

from bigre_solvers.timetable.engine.arrays import Arrays, State
from bigre_solvers.timetable.engine.timetable import BlockPlan

SCALE = 1_000_000


@dataclass
class BlockModel:
    """A constraint model of one block: `held[i, space]`, `there[i, person]` for its activities i."""

    a: Arrays
    x: State
    plan: BlockPlan
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    held: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)
    there: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)
    worth: dict[tuple[int, int], float] = field(default_factory=dict)
    forced: set[tuple[int, int]] = field(default_factory=set)

    def build(self) -> None:
        """All variables and constraints, one function each."""
        self.spaces_that_suit_and_are_open()
        self.people_who_may_come()
        self.one_activity_per_space_at_a_time()
        self.one_activity_per_person_at_a_time()
        self.those_who_must_be_there_are()
        self.no_more_people_than_seats()
        self.only_where_the_space_suits_the_person()
        self.maximise_worth()

    def begin(self, i: int) -> int:
        """The first tick of activity i."""
        return int(self.x.start[self.plan.activities[i]])

    def end(self, i: int) -> int:
        """The tick after the last of activity i."""
        return self.begin(i) + int(self.a.rules.duration[self.plan.activities[i]])

    def spaces_that_suit_and_are_open(self) -> None:
        """An activity is held in at most one space, which suits it and is open."""
        spaces = self.a.spaces
        for i, act in enumerate(self.plan.activities):
            for space in spaces.suits[spaces.suit_at[act] : spaces.suit_at[act + 1]].tolist():
                if spaces.closed[space, self.end(i)] == spaces.closed[space, self.begin(i)]:
                    self.held[i, space] = self.model.new_bool_var("")
            self.model.add_at_most_one(self.where(i).values())

    def where(self, i: int) -> dict[int, cp_model.IntVar]:
        """Space → whether activity i is held there."""
        return {space: held for (one, space), held in self.held.items() if one == i}

    def people_who_may_come(self) -> None:
        """Those who wish the activity and are present, or must be there."""
        audience = self.a.audience
        for i, act in enumerate(self.plan.activities):
            for k in range(audience.person_at[act], audience.person_at[act + 1]):
                if self.x.active.size and not self.x.active[0, k]:
                    continue
                p = int(audience.person[k])
                if audience.must[k] or audience.absent[p, self.end(i)] == audience.absent[p, self.begin(i)]:
                    self.there[i, p] = self.model.new_bool_var("")
                    self.worth[i, p] = float(audience.weight[k])
                    if audience.must[k]:
                        self.forced.add((i, p))

    def running_at_starts(self) -> list[list[int]]:
        """For each tick at which one starts, the activities running: overlapping ones meet in one of these."""
        ticks = sorted({self.begin(i) for i in range(len(self.plan.activities))})
        return [[i for i in range(len(self.plan.activities)) if self.begin(i) <= t < self.end(i)] for t in ticks]

    def one_activity_per_space_at_a_time(self) -> None:
        """A space holds one activity at a time."""
        for running in self.running_at_starts():
            for space in range(len(self.a.spaces.capacity)):
                self.model.add_at_most_one(self.held[i, space] for i in running if (i, space) in self.held)

    def one_activity_per_person_at_a_time(self) -> None:
        """A person attends one activity at a time."""
        people = sorted({p for _, p in self.there})
        for running in self.running_at_starts():
            for p in people:
                self.model.add_at_most_one(self.there[i, p] for i in running if (i, p) in self.there)
        for one, other in self.too_far_apart():
            for p in people:
                if (one, p) in self.there and (other, p) in self.there:
                    self.model.add_at_most_one(self.there[one, p], self.there[other, p])

    def too_far_apart(self) -> list[tuple[int, int]]:
        """Pairs of activities without time to travel from one to the other."""
        sites, acts = self.a.sites, self.plan.activities
        if not sites.travel.size:
            return []
        return [
            (one, other)
            for one, other in permutations(range(len(acts)), 2)
            if 0 <= self.begin(other) - self.end(one) < sites.travel[sites.site[acts[one]], sites.site[acts[other]]]
        ]

    def those_who_must_be_there_are(self) -> None:
        """Whoever must be there attends if the activity is held; nobody attends one that isn't."""
        for (i, p), there in self.there.items():
            held = sum(self.where(i).values())
            if (i, p) in self.forced:
                self.model.add(there == held)
            else:
                self.model.add(there <= held)

    def no_more_people_than_seats(self) -> None:
        """An activity admits no more than its seats and the capacity of its space."""
        for i, act in enumerate(self.plan.activities):
            comers = [there for (one, _), there in self.there.items() if one == i]
            most = min(len(comers), int(self.a.spaces.seats[act]))
            sizes = [min(most, int(self.a.spaces.capacity[space])) * held for space, held in self.where(i).items()]
            self.model.add(sum(comers) <= sum(sizes))

    def only_where_the_space_suits_the_person(self) -> None:
        """A person attends only in spaces that offer what they need."""
        audience = self.a.audience
        for (i, p), there in self.there.items():
            if audience.needs[p] >= 0:
                welcome = audience.welcome[audience.needs[p]]
                self.model.add(there <= sum(held for space, held in self.where(i).items() if welcome[space]))

    def maximise_worth(self) -> None:
        """As many activities held as possible, then wishes granted less misfit of spaces."""
        terms = [round(SCALE * self.worth[key]) * there for key, there in self.there.items()]
        for (i, space), held in self.held.items():
            terms.append(self.held_value(self.plan.activities[i], space) * held)
        self.model.maximize(sum(terms))

    def held_value(self, act: int, space: int) -> int:
        """What holding the activity there is worth."""
        return round(SCALE * (self.a.unplaced[act] - self.a.spaces.misfit[act, space]))

    def hint(self) -> None:
        """Starts from the plan at hand."""
        for (i, space), held in self.held.items():
            self.model.add_hint(held, self.plan.spaces[i] == space)
        attending = [set(people) for people in self.plan.attendees]
        for (i, p), there in self.there.items():
            self.model.add_hint(there, p in attending[i])

    def value(self, plan: BlockPlan) -> int:
        """The objective's value for a plan."""
        total = sum(round(SCALE * self.worth[i, p]) for i, people in enumerate(plan.attendees) for p in people)
        for i, space in enumerate(plan.spaces):
            if space >= 0:
                total += self.held_value(plan.activities[i], space)
        return total


def best_plan(a: Arrays, x: State, plan: BlockPlan, effort: float, seed: int) -> BlockPlan:
    """The best spaces and attendance found within `effort` (deterministic seconds); never worse than `plan`."""
    block = BlockModel(a, x, plan)
    block.build()
    block.hint()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % (1 << 31)
    solver.parameters.max_deterministic_time = effort
    if solver.solve(block.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return plan
    spaces = [
        next((space for space, held in block.where(i).items() if solver.value(held)), -1)
        for i in range(len(plan.activities))
    ]
    attendees: list[list[int]] = [[] for _ in plan.activities]
    for (i, p), there in block.there.items():
        if solver.value(there):
            attendees[i].append(p)
    found = BlockPlan(plan.activities, spaces, attendees)
    return found if block.value(found) > block.value(plan) else plan
