"""Tables of a room, or groups in free time, and how people choose theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass
class Room:
    """Tables of equal size, which fill."""

    tables: int
    seats: int
    people: int
    sits: NDArray[np.float32] = field(init=False)  # people × tables
    size: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        self.sits = np.zeros((self.people, self.tables), np.float32)
        self.size = np.zeros(self.tables, np.int32)

    def seat(self, person: int, table: int) -> None:
        """One more; there must be a seat."""
        assert self.size[table] < self.seats, "a table is fuller than its seats"
        assert not self.sits[person].any(), "somebody sits at two tables"
        self.sits[person, table] = 1
        self.size[table] += 1

    def chosen_by(self, ties: NDArray[np.float32], seeks: bool, takes: float) -> int:
        """Where somebody sits who is free: with those they know best, or at any table with a seat."""
        free = np.flatnonzero(self.size < self.seats)
        company = (ties @ self.sits)[free]
        if seeks and company.max() > 0:
            return int(free[company.argmax()])
        return int(free[min(int(takes * len(free)), len(free) - 1)])

    def groups(self) -> list[NDArray[np.intp]]:
        """Who sits together."""
        return [np.flatnonzero(self.sits[:, table]) for table in range(self.tables)]
