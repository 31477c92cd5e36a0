"""A week lived: band by band and meal by meal, who is where, and who talks with whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.week_arms import NOWHERE, Arm, Day, Places
from bench.week_chance import Chance, known_before
from bench.week_gathering import DAY, Gathering, Session, Slot
from bench.week_habits import CONVERSATION, KNOWN_BEFORE, MET_THIS_WEEK, SEATS, TABLES, TALKATIVE, Habits
from bench.week_room import Room


class Week:
    """The state of a week: `talks` counts per pair; `busy` until which minute; `waiting` pairs who want to meet."""

    def __init__(self, gathering: Gathering, habits: Habits, chance: Chance, arm: Arm) -> None:
        self.gathering, self.habits, self.chance, self.arm = gathering, habits, chance, arm
        self.today = Day()
        self.before = known_before(gathering, habits, chance)
        self.talks = np.zeros(self.before.shape, np.int16)
        self.ties = self._ties()
        self.busy = np.zeros(len(gathering.people), np.int64)
        self.waiting: list[tuple[int, int]] = []
        self.meetings = 0
        self.leads: dict[int, list[tuple[int, int]]] = {number: [] for number in range(len(gathering.people))}
        for session in gathering.sessions:
            for leader in session.leaders:
                self.leads[leader].append((session.start, session.end))
        self.meals_had = np.zeros(len(gathering.people), np.int64)

    def live(self) -> Week:
        """From the first band to the last meal."""
        slots = (*self.gathering.bands, *self.gathering.meals)
        day = NOWHERE
        for number in sorted(range(len(slots)), key=lambda number: slots[number].start):
            if slots[number].day != day:
                day = slots[number].day
                self.today = self.arm.day(day)
                self._answer_suggestions()
            if number < len(self.gathering.bands):
                self._band(number, slots[number])
            else:
                self._meal(number, slots[number])
            self.ties = self._ties()
        assert (self.talks == self.talks.T).all(), "who talks is talked with"
        assert not self.talks.diagonal().any(), "nobody meets themselves"
        return self

    def _ties(self) -> NDArray[np.float32]:
        ties = np.where(self.before, KNOWN_BEFORE, np.where(self.talks > 0, MET_THIS_WEEK, 0.0))
        return ties.astype(np.float32)

    def _answer_suggestions(self) -> None:
        """Pairs of whom both say yes and want a time wait for a band that both skip."""
        for one, other in self.today.suggested:
            yes = max(self.chance.says_yes[one, other], self.chance.says_yes[other, one]) < self.habits.says_yes
            if yes and self.chance.fixes[one, other] < self.habits.fixes:
                self.waiting.append((one, other))

    def _there(self, minute: int) -> NDArray[np.bool_]:
        return np.array([one.is_there(minute) for one in self.gathering.people])

    def _talk(self, slot: int, together: NDArray[np.intp], others: float, *, odds_of_known: float = 1.0) -> None:
        """Each talks with about so many others of these, with those known before at such odds."""
        if len(together) < 2:
            return
        pairs = np.ix_(together, together)
        draw = np.where(self.before[pairs], odds_of_known, 1.0)
        np.fill_diagonal(draw, 0.0)
        total = draw.sum(axis=1)
        talking = self.chance.talks[slot][pairs] < others * draw * 2 / (total[:, None] + total[None, :])
        np.fill_diagonal(talking, False)
        self.talks[pairs] += talking

    def _fill(self, slot: int, room: Room, people: Sequence[int]) -> None:
        """People find seats in the order in which they come."""
        for person in sorted(people, key=lambda one: float(self.chance.comes[slot, one])):
            seeks = bool(self.chance.seeks[slot, person] < self.habits.sits_with_known)
            takes = float(self.chance.takes[slot, person])
            room.seat(person, room.chosen_by(self.ties[person], seeks, takes))

    def _meal(self, slot: int, meal: Slot) -> None:
        number = slot - len(self.gathering.bands)
        there = np.flatnonzero(self._there(meal.start))
        everywhere: Places = np.full(len(self.gathering.people), NOWHERE, np.int32)
        sittings = self.today.tables.get(number, (everywhere,))
        others = self.habits.at_table * (self.habits.short_sitting if len(sittings) > 1 else 1)
        for places in sittings:
            room = Room(TABLES, SEATS, len(self.gathering.people))
            self._sit(slot, room, there, places)
            for together in room.groups():
                self._talk(slot, together, others, odds_of_known=self.habits.odds_of_known)
        self.meals_had[there] += 1

    def _sit(self, slot: int, room: Room, there: NDArray[np.intp], places: Places) -> None:
        """Those who obey where they are told, the others where they like."""
        obeying = there[self.chance.obeys[slot, there] < self.habits.obeys]
        for person in obeying[places[obeying] != NOWHERE]:
            room.seat(int(person), int(places[person]))
        self._fill(slot, room, [int(one) for one in there if not room.sits[one].any()])
        assert room.sits.sum() == len(there), "everybody there sits"

    def _band(self, slot: int, band: Slot) -> None:
        there = self._there(band.start) & (self.busy <= band.start)
        attends = self._attendance(slot, band, there)
        for number, people in attends.items():
            self._attend(slot, self.gathering.sessions[number], np.array(sorted(people), np.intp))
        idle = there & (self.busy <= band.start)
        self._meet(idle)
        idle &= self.chance.alone[slot] >= self.habits.alone
        room = Room(-(-int(idle.sum()) // CONVERSATION), CONVERSATION, len(self.gathering.people))
        self._fill(slot, room, [int(one) for one in np.flatnonzero(idle)])
        for together in room.groups():
            self._talk(slot, together, CONVERSATION - 1)

    def _attend(self, slot: int, session: Session, there: NDArray[np.intp]) -> None:
        """Those who came talk: with whom the format or our groups say, or as it falls."""
        talkative = session.format in TALKATIVE
        rounds = self.arm.groups(there) if talkative else []
        for places in rounds:
            groups = int(places.max()) + 1
            # A seat more in each for those who go where they like.
            room = Room(groups, -(-len(there) // groups) + 1, len(self.gathering.people))
            self._sit(slot, room, there, places)
            for together in room.groups():
                self._talk(slot, together, len(together) - 1)
        if not rounds:
            odds = 1.0 if talkative else self.habits.odds_of_known
            self._talk(slot, there, self.habits.others(len(there), talkative), odds_of_known=odds)

    def _meet(self, idle: NDArray[np.bool_]) -> None:
        """Pairs who wait and are both idle meet, each person once; they are idle no more."""
        still = []
        for one, other in self.waiting:
            if idle[one] and idle[other]:
                idle[[one, other]] = False
                self.talks[one, other] += 1
                self.talks[other, one] += 1
                self.meetings += 1
            else:
                still.append((one, other))
        self.waiting = still

    def _attendance(self, slot: int, band: Slot, there: NDArray[np.bool_]) -> dict[int, set[int]]:
        """Session of the band → who is there: leaders, then others who choose as they come."""
        found: dict[int, set[int]] = {}
        for number in self._sessions_of(band):
            session = self.gathering.sessions[number]
            found[number] = set(session.leaders)
            self._join(session, session.leaders)
        skip = self.chance.skips[slot] < self.habits.skips
        choosing = np.flatnonzero(there & ~skip & (self.busy <= band.start))
        for person in sorted(choosing.tolist(), key=lambda one: float(self.chance.comes[slot, one])):
            number = self._choice(person, found)
            if number != NOWHERE:
                found[number].add(person)
                self._join(self.gathering.sessions[number], (person,))
        return found

    def _sessions_of(self, band: Slot) -> list[int]:
        """Those that start from this band on and before the next of its day."""
        same_day = [one.start for one in self.gathering.bands if one.day == band.day]
        begins = band.day * DAY if band.start == min(same_day) else band.start
        ends = min((start for start in same_day if start > band.start), default=(band.day + 1) * DAY)
        return [
            number
            for number, one in enumerate(self.gathering.sessions)
            if begins <= one.start < ends and (self.arm.mixes or number not in self.gathering.mixers)
        ]

    def _join(self, session: Session, people: Sequence[int]) -> None:
        for person in people:
            assert self.busy[person] <= session.start, "somebody is in two places"
            self.busy[person] = session.end

    def _choice(self, person: int, found: dict[int, set[int]]) -> int:
        """What the person likes best of what they may still join: interest, company, chance."""
        best, most = NOWHERE, -np.inf
        for number, people in found.items():
            if self._may_join(person, number, len(people)):
                company = self.ties[person, list(people)].max() if people else 0.0
                worth = self.gathering.wishes[person, number] + self.chance.liking[person, number]
                worth += self.habits.company * company
                if worth > most:
                    best, most = number, float(worth)
        return best

    def _may_join(self, person: int, number: int, size: int) -> bool:
        """There is a seat, a language in common, and time: they don't leave before its end, nor lead elsewhere."""
        session, guest = self.gathering.sessions[number], self.gathering.people[person]
        return (
            size < session.seats
            and (not session.languages or not session.languages.isdisjoint(guest.languages))
            and session.end <= guest.leaves
            and all(session.end <= start or end <= session.start for start, end in self.leads[person])
        )
